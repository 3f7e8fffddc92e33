// What differs from another policy, as an editor marks it in the text: by default from last year's.
#include <algorithm>

#include "interpreter/diff/structure.hpp"
#include "interpreter/service/methods.hpp"
#include "interpreter/service/uris.hpp"

namespace cepol::service {

namespace {

std::string_view word_of_change(diff::ChangeKind kind) {
  switch (kind) {
    case diff::ChangeKind::added: return "added";
    case diff::ChangeKind::removed: return "removed";
    case diff::ChangeKind::changed: return "changed";
  }
  return "changed";
}

// The part of a span that was written in the file; of a text that an amendment composed, the first such part.
std::optional<Span> own_part_of(const Sources& sources, Span span, SourceId file) {
  if (span.source == file) return span;
  if (const auto whole = services::written_at(sources, span)) return *whole;
  if (!span.source.valid()) return std::nullopt;
  const std::vector<OriginPiece>& pieces = sources[span.source].pieces;
  for (std::size_t i = 0; i < pieces.size(); ++i) {
    const std::uint32_t end = i + 1 < pieces.size() ? pieces[i + 1].begin : UINT32_MAX;
    if (end <= span.begin || pieces[i].begin >= span.end || pieces[i].origin.source != file) continue;
    const std::uint32_t from = std::max(span.begin, pieces[i].begin), to = std::min(span.end, end);
    if (!pieces[i].copied) return pieces[i].origin;
    return Span{file, pieces[i].origin.begin + (from - pieces[i].begin),
                pieces[i].origin.begin + (to - pieces[i].begin)};
  }
  return std::nullopt;
}

class ChangesJson {
 public:
  ChangesJson(const Context& context, const Analysis& analysis, const Sources& before)
      : context_(context), analysis_(analysis), before_(before) {}

  Json of(const diff::Structure& structure) const {
    Json changes = Json::array();
    for (const diff::Change& change : structure.changes) changes.push_back(of(change));
    Json renames = Json::array();
    for (const diff::Rename& rename : structure.renames)
      renames.push_back({{"old", rename.old_name}, {"new", rename.new_name}, {"of", rename.of}});
    return {{"changes", std::move(changes)}, {"renames", std::move(renames)}};
  }

 private:
  Json of(const diff::Change& change) const {
    Json made = {{"kind", word_of_change(change.kind)},
                 {"subject", std::string(diff::word_of(change.subject, context_.english()))},
                 {"name", change.name},
                 {"oldClauses", change.old_clauses},
                 {"newClauses", change.new_clauses}};
    if (!change.old_name.empty()) made["oldName"] = change.old_name;
    if (change.before) made["before"] = change.before->text;
    if (change.after) put_range(made, change.after->span);
    if (!made.contains("range") && !change.undo.empty()) put_range(made, change.undo.front().span);  // where it stood
    if (!made.contains("range") && change.before) put_operation(made, change.before->span);
    Json details = Json::array();
    for (const diff::Detail& detail : change.details) {
      Json one = {{"part", detail.part}, {"minor", detail.minor}};
      if (detail.before) one["before"] = detail.before->text;
      if (detail.after) one["after"] = detail.after->text;
      put_range(one, detail.after ? detail.after->span : detail.place);
      details.push_back(std::move(one));
    }
    made["details"] = std::move(details);
    return made;
  }

  void put_range(Json& made, Span span) const {
    const auto written = own_part_of(analysis_.policy().sources, span, analysis_.file());
    if (written && written->source == analysis_.file()) made["range"] = range_of(analysis_, *written);
  }
  // What the amendment does to the declaration of the amended policy.
  void put_operation(Json& made, Span before) const {
    const Sources& sources = analysis_.policy().sources;
    const auto old = services::written_at(before_, before);
    for (const amend::Operation& operation : analysis_.policy().operations) {
      const auto declared = services::written_at(sources, operation.declared);
      if (!old || !declared || sources[declared->source].name != before_[old->source].name) continue;
      if (old->begin <= declared->begin && declared->end <= old->end && operation.span.source == analysis_.file()) {
        made["range"] = range_of(analysis_, operation.span);
        return;
      }
    }
  }

  const Context& context_;
  const Analysis& analysis_;
  const Sources& before_;
};

}  // namespace

Answer changes_since(Context& context, const Json& params) {
  const Opened file = opened(context, params);
  if (!file.good()) return file.problem;
  const std::string* uri = text_of(member(params, "against"));
  std::string path = uri != nullptr ? path_of_uri(*uri) : std::string();
  if (uri == nullptr) path = context.analyses.earlier_version(file.document->path).value_or("");
  if (path.empty())
    return failure(ErrorCode::request_failed,
                   std::string(say_in(context.english(), "这个文件夹里没有更早的政策，请选一份来比较",
                                      "the folder has no earlier policy: choose one to compare with")));
  // Both are made before either is used: making one drops none.
  const workspace::Policy& before = context.analyses.of(path).policy();
  Analysis& analysis = context.analyses.of(file.document->path);
  if (!before.good())
    return failure(ErrorCode::request_failed, say_in(context.english(), "“{}”有错，比不了：先用 cepol check 查",
                                                     "“{}” has errors and cannot be compared: run cepol check", path));
  if (!analysis.policy().good()) return policy_has_errors(context);
  const diff::Structure structure =
      diff::compare(before.as_checked(), analysis.policy().as_checked(), context.english());
  Json made = ChangesJson(context, analysis, before.sources).of(structure);
  made["version"] = file.document->version;
  made["against"] = uri != nullptr ? *uri : uri_of_path(context.analyses.absolute(path));
  return {std::move(made)};
}

}  // namespace cepol::service
