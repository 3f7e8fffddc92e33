// Percent-encoding of paths.
#include "interpreter/service/uris.hpp"

#include "interpreter/files/path.hpp"

namespace cepol::service {

namespace {

constexpr std::string_view file_scheme = "file://";

int hex_value(char c) {
  if (c >= '0' && c <= '9') return c - '0';
  if (c >= 'a' && c <= 'f') return c - 'a' + 10;
  if (c >= 'A' && c <= 'F') return c - 'A' + 10;
  return -1;
}

bool is_plain(char c) {
  return (c >= '0' && c <= '9') || (c >= 'a' && c <= 'z') || (c >= 'A' && c <= 'Z') ||
         std::string_view("-._~/").find(c) != std::string_view::npos;
}

}  // namespace

std::string path_of_uri(std::string_view uri) {
  if (!uri.starts_with(file_scheme)) return std::string(uri);
  uri.remove_prefix(file_scheme.size());
  if (const std::size_t slash = uri.find('/'); slash != std::string_view::npos) uri.remove_prefix(slash);
  std::string path;
  for (std::size_t at = 0; at < uri.size(); ++at) {
    if (uri[at] == '%' && at + 2 < uri.size() + 0 && hex_value(uri[at + 1]) >= 0 && hex_value(uri[at + 2]) >= 0) {
      path += static_cast<char>(hex_value(uri[at + 1]) * 16 + hex_value(uri[at + 2]));
      at += 2;
    } else {
      path += uri[at];
    }
  }
  return files::path::normal(path);
}

std::string uri_of_path(std::string_view path) {
  constexpr char digits[] = "0123456789ABCDEF";
  if (!path.starts_with('/')) return std::string(path);
  std::string uri(file_scheme);
  for (const char c : path) {
    if (is_plain(c)) {
      uri += c;
      continue;
    }
    const auto byte = static_cast<unsigned char>(c);
    uri += '%';
    uri += digits[byte >> 4];
    uri += digits[byte & 15];
  }
  return uri;
}

}  // namespace cepol::service
