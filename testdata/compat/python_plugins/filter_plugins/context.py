from jinja2 import pass_context, pass_environment, pass_eval_context


@pass_context
def around(context, value, name):
    return [value, context.get(name), context.resolve(name), name in context]


@pass_context
def of_host(context, host, name):
    return context["hostvars"][host].get(name, "none")


@pass_environment
def twice(environment, value, name):
    return environment.filters[name](environment.call_filter(name, value))


@pass_eval_context
def escapes(context, value):
    return "%s %s" % (value, context.autoescape)


def has(value, mapping, key):
    return [key in mapping, value in mapping, len(mapping) > 1,
            type(mapping.get(key)).__name__ == "AnsibleUndefined"]


class FilterModule(object):
    def filters(self):
        return dict(has=has, around=around, of_host=of_host, twice=twice, escapes=escapes)
