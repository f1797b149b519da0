print('first runs', __name__, __package__)
value = 'value of first'
