print('main of', __name__)
