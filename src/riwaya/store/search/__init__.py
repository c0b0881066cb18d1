"""Searches over a store: ``words`` and ``queries`` make keys of what is written and typed, ``rows`` and
``index`` write down what can be found, ``filters`` and ``statements`` ask for it, ``showing`` and ``facets``
tell what was found, ``saved`` keeps searches under a name.
"""
