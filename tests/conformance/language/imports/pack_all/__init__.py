__all__ = ['listed', 'name']
name = 'from init'
other = 'not listed'
