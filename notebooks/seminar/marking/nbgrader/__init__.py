"""A course of nbgrader: its assignments made from the pack, and what students handed in made ready for it.

Only ``steps``, ``exporting`` and ``kernel`` need nbgrader; nbgrader itself imports them, by what ``course`` writes into
its folder.
"""
