// A policy of the tests, loaded as the tool does, with the files beside it.
#pragma once

#include <map>
#include <memory>
#include <string>

#include "interpreter/cli/load.hpp"
#include "interpreter/files/memory_files.hpp"

namespace cepol::edits {

class Loaded {
 public:
  Loaded(const std::string& text, const std::map<std::string, std::string>& beside) {
    files_.write("/policy/p.cepol", text);
    for (const auto& [name, content] : beside) files_.write("/policy/" + name, content);
    cli::Io io;
    io.language = Language::en;
    io.library = "/stdlib";
    io.files = &files_;
    policy_ = cli::load("/policy/p.cepol", io);
  }
  bool good() const { return policy_->good(); }
  const core::Program& program() const { return policy_->program(); }
  const workspace::Policy& policy() const { return *policy_; }

 private:
  files::MemoryFiles files_;
  std::unique_ptr<workspace::Policy> policy_;
};

}  // namespace cepol::edits
