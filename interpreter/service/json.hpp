// JSON of the protocol, read without trusting it: every accessor returns a default where a member is missing or of
// another type, and none throws.
#pragma once

#include <cstdint>
#include <nlohmann/json.hpp>
#include <optional>
#include <string>

namespace cepol::service {

using Json = nlohmann::json;

// The member; null (a value of JSON) where there is none, or `of` is no object.
const Json& member(const Json& of, const char* name);
const std::string* text_of(const Json& value);                // null: it is no text
std::optional<std::int64_t> whole_number(const Json& value);  // nullopt: it is no whole number
std::string written(const Json& value);                       // on one line; bytes that are not UTF-8 are replaced

}  // namespace cepol::service
