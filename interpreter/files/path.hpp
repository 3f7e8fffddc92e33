// Paths as texts: UTF-8, '/' between the parts. No function reads the disk.
#pragma once

#include <string>
#include <string_view>

namespace cepol::files::path {

bool is_absolute(std::string_view path);
std::string_view parent(std::string_view path);     // a/b.csv -> a, a//b -> a, b.csv -> "", /b -> /
std::string_view name(std::string_view path);       // a/b.csv -> b.csv
std::string_view stem(std::string_view path);       // a/b.csv -> b, .csv -> .csv
std::string_view extension(std::string_view path);  // a/b.csv -> .csv, b -> "", .csv -> ""
std::string join(std::string_view folder,
                 std::string_view path);    // an absolute path, or an empty folder: returns `path`
std::string normal(std::string_view path);  // a/./b/../c -> a/c; an empty result: "."
// The relative path of a file from a folder, both absolute and normal: /a/b/c, /a/d -> ../b/c.
std::string relative(std::string_view path, std::string_view folder);
// Is the path the folder itself, or below it? Both absolute and normal.
bool is_within(std::string_view path, std::string_view folder);

}  // namespace cepol::files::path
