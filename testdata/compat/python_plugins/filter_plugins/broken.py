import a_module_that_there_is_not


class FilterModule(object):
    def filters(self):
        return {"never": str}
