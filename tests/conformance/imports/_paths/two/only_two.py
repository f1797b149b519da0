origin = 'only in two'
