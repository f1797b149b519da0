level = 'deep'
