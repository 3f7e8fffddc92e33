// Reads a policy's files: its modules, its notices, and the policy that it amends with all of these.
#pragma once

#include <filesystem>
#include <map>
#include <set>

#include "interpreter/cli/load.hpp"
#include "lang/semantics/header.hpp"

namespace cepol::cli {

// What check() takes of one policy. An amended one is the whole that came of it.
struct Version {
  std::string path;  // nmg/2017
  std::vector<semantics::Module> modules;
  const notice::Notice* notice = nullptr;
  std::vector<semantics::OtherNotice> others;
  struct File {
    std::filesystem::path file;
    std::string path;
  };
  std::vector<File> notice_files;  // its own first
};

class Loader {
 public:
  Loader(Policy& policy, const Io& io);
  // Nullopt with `why`: the file cannot be read; without: what it amends cannot be made out, and was reported.
  std::optional<Version> load(const std::string& file, std::string& why);

 private:
  struct Module {
    SourceId source;
    const syntax::Parsed* parsed = nullptr;
    std::string name;
    bool loading = false;
  };

  const syntax::Parsed& parse(Source source, SourceId& id);
  std::optional<Version> load_base(const semantics::Use& amends, const std::filesystem::path& folder);
  const syntax::Parsed* make_amended(const Version& base, const syntax::Tree& amendment,
                                     const std::filesystem::path& folder, const std::string& file, SourceId& source);
  std::optional<std::string> find_base(const std::string& path, const std::filesystem::path& folder);
  void add_modules(const syntax::Tree& tree, const std::filesystem::path& folder, Version& version,
                   std::set<std::string>& taken);
  void read_notices(const syntax::Tree& tree, const std::filesystem::path& folder, const Version* base,
                    Version& version);

  Policy& policy_;
  const Io& io_;
  std::map<std::string, Module> modules_;  // by canonical path
  std::deque<semantics::Checked> bases_;   // what amendments are of, checked
  std::vector<std::string> amending_;      // canonical paths, from the first amendment on
};

}  // namespace cepol::cli
