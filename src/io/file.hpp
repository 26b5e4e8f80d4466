#pragma once
// Whole files as bytes; native only, the browser has no file system.

#include <string>

#include "io/bytes.hpp"

namespace relevance {

/// The bytes of a file. Raises `file-missing` where it cannot be opened or read.
Bytes read_file(const std::string& path);

/// Writes a file, replacing what was there. Raises `file-missing` where it cannot be written.
void write_file(const std::string& path, ByteView bytes);

}  // namespace relevance
