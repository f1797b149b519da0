inside = 'listed submodule'
