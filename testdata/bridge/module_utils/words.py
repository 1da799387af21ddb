def greeting(name):
    return u'hello ' + name
