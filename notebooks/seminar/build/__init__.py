"""The room where files are made: the pages of sources, stored outputs, the plain edition, papers, and a release.

No notebook imports anything from here, so that a change here makes no stored output stale.
"""
