// Addresses of databases of PostgreSQL, as the user types them:
// postgresql://user:password@host:port/database?name=value, as libpq reads them. A password is taken out before
// anything else sees the address, so that no message, log or result can have it.
//
// Three parameters are cepol's own: table and query (what is read), schema (where results are written).
#pragma once

#include <string>
#include <string_view>

namespace cepol::files {

bool is_address(std::string_view text);

struct Address {
  std::string shown;     // without passwords
  std::string password;  // empty: none was typed
};
// An address that libpq would not read as it is meant (a password with @ or / that is not written %40, %2F) is shown as
// postgresql://… alone, since nobody knows where its password ends.
Address without_password(std::string_view address);
// Is it shown so?
bool is_unreadable(std::string_view shown);

// `name`: of a parameter. Empty: it is not there. The value is decoded.
std::string parameter_of(std::string_view address, std::string_view name);
// The address with a parameter more.
std::string with_parameter(std::string_view address, std::string_view name, std::string_view value);
// Without cepol's own parameters: for libpq.
std::string connection_of(std::string_view address);

}  // namespace cepol::files
