x = 'init'
