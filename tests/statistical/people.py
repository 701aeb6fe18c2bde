"""People of 60 and over as the program writes them (`carecap run --people`), with whom they are linked to.

Plain numpy columns; nothing is derived here but rows of partners.
"""
import h5py
import numpy

PARTNERED = 1
BY_ONESELF, WITH_CHILDREN, THREE_GENERATIONS, WITH_ELDERS, COLLECTIVE = range(5)
AT_HOME, SERVED_AT_HOME, WAITING, IN_ORDINARY_BED, IN_NURSING_BED, IN_DEMENTIA_BED = range(6)
NOT_ASSESSED = 1  # in `bed`, of who waits
FAMILY_ONLY, VISITS, HOME_BED, DAY_CARE, ORDINARY_BED, NURSING_BED, DEMENTIA_BED = range(7)
N_MODES = 7


class People:
    """Residents of one year: columns as attributes; `partner` is the row of the partner, or -1."""

    def __init__(self, columns, codes):
        self.columns = columns
        for name, values in columns.items():
            setattr(self, name, values)
        self.n = len(self.key)
        self.d = numpy.searchsorted(codes, self.district)  # codes rise in every pack
        order = numpy.argsort(self.key)
        at = order[numpy.minimum(numpy.searchsorted(self.key[order], self.partner_key), self.n - 1)]
        self.partner = numpy.where(self.partner_key != 0, at, -1)
        self.linked = self.partner >= 0
        if not (self.key[self.partner] == self.partner_key)[self.linked].all():
            raise ValueError("a partner is not in the file")
        self.in_bed = self.place >= IN_ORDINARY_BED
        self.with_children = (self.household == WITH_CHILDREN) | (self.household == THREE_GENERATIONS)

    def __getitem__(self, name):
        return self.columns[name]

    def of_partner(self, values, none=0):
        """A column seen at the partner's row."""
        return numpy.where(self.linked, values[self.partner], none)


def read(path, codes):
    """{year: People}: those of 60 and over and their partners."""
    with h5py.File(path, "r") as file:
        out = {}
        for name, group in file.items():
            if name.startswith("y"):
                old = group["age_years"][:] >= 60
                partners = group["partner_key"][:][old]
                keep = old | numpy.isin(group["key"][:], partners[partners != 0])
                columns = {key: data[:][keep] for key, data in group.items() if key != "person"}
                columns = {key: data.astype(numpy.int64 if data.dtype == numpy.int64 else numpy.int32)
                           for key, data in columns.items()}
                out[int(name[1:])] = People(columns, codes)
        return out
