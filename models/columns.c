#include "models/columns.h"

#include <stddef.h>

const char *const care_columns_sexes[] = {"male", "female", NULL};
