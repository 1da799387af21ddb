class TestModule(object):
    def tests(self):
        return {"greeting": lambda value: value.startswith("hello")}
