// URIs of the protocol and paths of files.
#pragma once

#include <string>
#include <string_view>

namespace cepol::service {

// file:///a/%E5%AD%A6.cepol -> /a/学.cepol; of another scheme the URI itself is the path of a text that is only in
// memory (untitled:Untitled-1).
std::string path_of_uri(std::string_view uri);
std::string uri_of_path(std::string_view path);

}  // namespace cepol::service
