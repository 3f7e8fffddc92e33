// What is known of each open document: its policy, loaded and checked with the texts that are open, and the index of
// its names. Made when first asked for, and kept until a text changes that it was made from.
#pragma once

#include <map>
#include <memory>
#include <set>
#include <string>

#include "interpreter/authoring/coverage.hpp"
#include "interpreter/service/documents.hpp"
#include "interpreter/workspace/overlay_files.hpp"
#include "interpreter/workspace/policy.hpp"
#include "interpreter/workspace/workspace.hpp"
#include "lang/services/diagnostics.hpp"
#include "lang/services/names.hpp"

namespace cepol::service {

class Analysis {
 public:
  Analysis(std::unique_ptr<workspace::Policy> policy, Language language);

  const workspace::Policy& policy() const { return *policy_; }
  const services::View& view() const { return view_; }
  const services::Names& names();                    // made at the first use
  const std::vector<services::Finding>& findings();  // likewise
  // What the examples reach, likewise; the policy is good.
  const authoring::Coverage& coverage();
  const authoring::Coverage* coverage_unless(const std::function<bool()>& stop);  // null: it was stopped
  SourceId file() const { return SourceId{0}; }                                   // the document's text
  const Source& source() const { return policy_->sources.front(); }
  const syntax::Parsed& parsed() const { return policy_->parsed.front(); }  // of the document's text
  // For the next load; of no use after it.
  workspace::EarlierTrees take_trees() { return policy_->take_trees(); }
  bool readable() const { return policy_->readable && !policy_->parsed.empty(); }

 private:
  std::unique_ptr<workspace::Policy> policy_;
  services::View view_;
  std::unique_ptr<services::Names> names_;
  std::unique_ptr<std::vector<services::Finding>> findings_;
  std::unique_ptr<authoring::Coverage> coverage_;
};

class Analyses {
 public:
  Analyses(const workspace::Workspace& workspace, Language language);

  // Of a document or of a file that is not open.
  Analysis& of(const std::string& path);
  void put(const Document& document);     // its text is new
  void remove(const Document& document);  // it is not open any more
  void forget_all();                      // files have changed on the disk
  // A file that the program cannot read by itself (a page, an editor on the web); null: there is none any more.
  void give(const std::string& path, std::shared_ptr<const std::string> text);
  // The files whose analysis was made from the file's text, or lacked a file.
  std::vector<std::string> made_from(const std::string& path) const;
  // The policies below the folders of the workspace, at most `most_files`.
  std::vector<std::string> policies_below(const std::vector<std::string>& folders) const;
  // The policy that the one at the path amends; else that of its folder and family that ends last before it begins.
  std::optional<std::string> earlier_version(const std::string& path);
  // The absolute path of a file by the name that messages have for it.
  std::string absolute(const std::string& name) const;
  // Loads a file as it would be with other texts in place of some.
  std::unique_ptr<workspace::Policy> tried(const std::string& path,
                                           const std::map<std::string, std::string>& texts) const;
  void set_language(Language language);

  static constexpr std::size_t most_files = 300;

 private:
  void forget(const std::string& path);

  workspace::OverlayFiles given_, files_;  // those given stand below those that are open
  workspace::Workspace workspace_;
  Language language_;
  std::map<std::string, std::unique_ptr<Analysis>> made_;   // by path
  std::map<std::string, workspace::EarlierTrees> earlier_;  // of those that a text has changed of, by path
};

}  // namespace cepol::service
