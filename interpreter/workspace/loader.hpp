// Reads the files of a policy into a Policy: the policy's own text, the modules that it uses, its notices, and, when it
// amends another, that policy with its own modules and notices. An amended policy is checked here (the amendment is
// applied to the checked policy); what is loaded is checked by load.cpp. Problems are added to Policy::problems.
#pragma once

#include <map>
#include <optional>
#include <set>
#include <string>
#include <vector>

#include "interpreter/workspace/locate.hpp"
#include "interpreter/workspace/policy.hpp"
#include "lang/semantics/header.hpp"

namespace cepol::workspace {

// The inputs of check() for one policy; for an amending policy, those of the composed policy.
struct Version {
  std::string path;  // nmg/2017
  std::vector<semantics::Module> modules;
  const notice::Notice* notice = nullptr;
  std::vector<semantics::OtherNotice> others;
  struct FoundNotice {
    NamedFile file;
    std::string policy;  // path of the policy that the notice belongs to; empty: this one
  };
  std::vector<FoundNotice> notice_files;  // its own first
};

class Loader {
 public:
  Loader(Policy& policy, const Workspace& workspace, const EarlierTrees& earlier)
      : policy_(policy), workspace_(workspace), earlier_(earlier) {}
  // Nullopt: the amended policy has errors, which were reported.
  std::optional<Version> load(const std::string& file, std::string text);

 private:
  struct Module {
    SourceId source;
    const syntax::Parsed* parsed = nullptr;
    std::string name;
    bool loading = false;  // its own modules are being added: a use of it closes a cycle
  };
  struct OpenModule {          // whose uses are being added
    Module* module = nullptr;  // null: the policy itself
    std::vector<semantics::Use> uses;
    std::size_t next = 0;
  };
  struct CheckedBase {
    Version version;
    semantics::Checked checked;
  };

  const syntax::Parsed& parse(Source source, SourceId& id);
  std::optional<CheckedBase> load_base(const semantics::Use& amends, const std::string& folder);
  std::optional<CheckedBase> checked_base(BasePolicy found, const semantics::Use& amends);
  const syntax::Parsed* compose(const CheckedBase& base, const syntax::Tree& amendment, const std::string& folder,
                                const std::string& file, SourceId& source);
  void add_modules(const syntax::Tree& tree, const std::string& folder, Version& version);
  Module* module_of(const semantics::Use& use, const std::string& folder, std::set<std::string>& added);
  void add_notices(const syntax::Tree& tree, const std::string& folder, const Version* base, Version& version);
  NamedFile notice_file(const semantics::NoticeName& name, const std::string& folder, const Version* base) const;
  std::optional<NamedFile> notice_of_policy(const semantics::NoticeName& name, const std::string& folder) const;

  Policy& policy_;
  const Workspace& workspace_;
  const EarlierTrees& earlier_;
  std::map<std::string, std::size_t> named_so_;  // texts parsed so far, by name
  std::map<std::string, Module> modules_;        // by absolute path
  std::vector<std::string> amending_;            // absolute paths of the amendments being resolved, outermost first
};

}  // namespace cepol::workspace
