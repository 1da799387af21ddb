class ModuleDocFragment(object):
    DOCUMENTATION = r"""
options:
  depth:
    description: How deep.
    type: int
    default: 4
    vars: [{ name: dig_depth }]
"""
