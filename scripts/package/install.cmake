# What `cmake --install` puts where: the program, the library as one archive with its header, and what other builds find
# it by: find_package(coil), and pkg-config.
include(GNUInstallDirs)
include(CMakePackageConfigHelpers)

set(objects "")
foreach(module ${COIL_MODULES})
  list(APPEND objects $<TARGET_OBJECTS:${module}>)
endforeach()
add_library(coil_library STATIC ${objects})
set_target_properties(coil_library PROPERTIES OUTPUT_NAME coil LINKER_LANGUAGE CXX)

# Code that is not position-independent can't be part of a position-independent program.
set(coil_link_options "")
if(NOT COIL_PIC)
  set(coil_link_options -no-pie)
endif()

install(TARGETS coil RUNTIME DESTINATION ${CMAKE_INSTALL_BINDIR})
install(TARGETS coil_library ARCHIVE DESTINATION ${CMAKE_INSTALL_LIBDIR})
install(FILES interp/embed/coil.h DESTINATION ${CMAKE_INSTALL_INCLUDEDIR})
install(DIRECTORY interp/embed/coil DESTINATION ${CMAKE_INSTALL_INCLUDEDIR} FILES_MATCHING PATTERN "*.h")
install(FILES LICENSE DESTINATION ${CMAKE_INSTALL_DOCDIR})

set(prefix @prefix@)
set(package ${CMAKE_BINARY_DIR}/package)
set(package_folder ${CMAKE_INSTALL_LIBDIR}/cmake/coil)
configure_package_config_file(scripts/package/coil-config.cmake.in ${package}/coil-config.cmake
  INSTALL_DESTINATION ${package_folder} PATH_VARS CMAKE_INSTALL_LIBDIR CMAKE_INSTALL_INCLUDEDIR)
write_basic_package_version_file(${package}/coil-config-version.cmake COMPATIBILITY SameMinorVersion)
configure_file(scripts/package/coil.pc.in ${package}/coil.pc.in @ONLY)
install(FILES ${package}/coil-config.cmake ${package}/coil-config-version.cmake DESTINATION ${package_folder})
# The prefix is known when it is installed.
install(CODE "
  set(prefix \"\${CMAKE_INSTALL_PREFIX}\")
  configure_file(\"${package}/coil.pc.in\" \"${package}/coil.pc\" @ONLY)")
install(FILES ${package}/coil.pc DESTINATION ${CMAKE_INSTALL_LIBDIR}/pkgconfig)
