// What a module gives to its host.
#pragma once

#include <string_view>

#include "interpreter/workspace/disk_files.hpp"
#include "interpreter/workspace/workspace.hpp"
#include "lang/diagnostics/diagnostic.hpp"

#define CEPOL_EXPORT(name) extern "C" __attribute__((export_name(name)))

namespace cepol::web {

inline Language language_of(std::string_view name) { return name == "zh" ? Language::zh : Language::en; }

// The standard library lies in stdlib, policies that come with cepol in policies.
inline const workspace::Workspace& shipped() {
  static const workspace::Workspace all{workspace::disk_files(), "stdlib", {"policies"}};
  return all;
}

}  // namespace cepol::web
