MODELLED = {}
def must_say(cell, twin, words): pass
