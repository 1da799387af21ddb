class FilterModule(object):
    def filters(self):
        return {"whisper": lambda value: value.lower() + "...", "shout": lambda value: "of the role"}
