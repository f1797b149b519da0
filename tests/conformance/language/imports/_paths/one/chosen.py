origin = 'one'
