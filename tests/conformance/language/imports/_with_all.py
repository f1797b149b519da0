__all__ = ['shown', '_also']
shown = 'shown'
_also = 'also'
hidden = 'hidden'
