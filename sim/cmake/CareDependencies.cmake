# Libraries, all from the distribution; versions are those of Debian 12 and Ubuntu 24.04.
find_package(OpenMP REQUIRED COMPONENTS C)
find_package(GSL REQUIRED)
find_package(HDF5 REQUIRED COMPONENTS C HL)
find_package(PkgConfig REQUIRED)
pkg_check_modules(FYAML REQUIRED IMPORTED_TARGET libfyaml>=0.7)
pkg_check_modules(NETTLE REQUIRED IMPORTED_TARGET nettle)
find_path(CSV_INCLUDE_DIR csv.h REQUIRED)
find_library(CSV_LIBRARY csv REQUIRED)
find_path(RANDOM123_INCLUDE_DIR Random123/philox.h REQUIRED)

# Not needed: with GDAL (libgdal-dev), tables may be .xlsx too.
option(CARE_XLSX "read .xlsx tables where GDAL is installed" ON)
if(CARE_XLSX)
  find_package(GDAL QUIET)
endif()
