origin = 'two'
