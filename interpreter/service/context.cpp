// Finds the document that a request is about.
#include "interpreter/service/context.hpp"

#include "interpreter/service/positions.hpp"
#include "interpreter/service/uris.hpp"

namespace cepol::service {

Opened opened(Context& context, const Json& params) {
  Opened found;
  const std::string* uri = text_of(member(member(params, "textDocument"), "uri"));
  if (uri == nullptr) {
    found.problem =
        failure(ErrorCode::invalid_params,
                std::string(say_in(context.english(), "缺少 textDocument.uri", "textDocument.uri is missing")));
    return found;
  }
  found.document = context.documents.find(*uri);
  if (found.document == nullptr) {
    found.problem =
        failure(ErrorCode::invalid_params, say_in(context.english(), "“{}”没有打开，请先发 textDocument/didOpen",
                                                  "“{}” is not open: send textDocument/didOpen first", *uri));
    return found;
  }
  if (found.document->out_of_step) {
    found.problem = failure(ErrorCode::content_modified, say_in(context.english(), "“{}”的改动接不上，请发来全文",
                                                                "edits of “{}” were lost: send its whole text", *uri));
    return found;
  }
  Analysis& analysis = context.analyses.of(found.document->path);
  if (analysis.readable())
    found.analysis = &analysis;
  else
    found.problem =
        failure(ErrorCode::request_failed, say_in(context.english(), "“{}”读不出来：{}", "“{}” cannot be read: {}",
                                                  *uri, analysis.policy().why_unreadable));
  return found;
}

Placed placed(Context& context, const Json& params) {
  Placed found{opened(context, params), 0};
  if (!found.good()) return found;
  const auto position = read_position(member(params, "position"));
  const auto offset = position ? offset_of(found.analysis->source(), *position) : std::nullopt;
  if (offset) {
    found.offset = *offset;
    return found;
  }
  found.analysis = nullptr;
  found.problem =
      failure(ErrorCode::invalid_params,
              std::string(say_in(context.english(), "文中没有 position 这个位置", "the text has no such position")));
  return found;
}

Json range_of(const Analysis& analysis, Span span) {
  return range_json(analysis.policy().sources[span.source], span.begin, span.end);
}

std::string uri_of(Context& context, const Analysis& analysis, SourceId source) {
  const std::string path = context.analyses.absolute(analysis.policy().sources[source].name);
  if (const Document* document = context.documents.at_path(path)) return document->uri;
  return uri_of_path(path);
}

Json location_of(Context& context, const Analysis& analysis, Span span) {
  return {{"uri", uri_of(context, analysis, span.source)}, {"range", range_of(analysis, span)}};
}

std::optional<std::pair<std::uint32_t, std::uint32_t>> read_range(const Source& source, const Json& range) {
  if (range.is_null()) return std::pair(0U, static_cast<std::uint32_t>(source.text.size()));
  const auto start = read_position(member(range, "start")), end = read_position(member(range, "end"));
  if (!start || !end) return std::nullopt;
  const auto from = offset_of(source, *start);
  auto to = offset_of(source, *end);
  if (!to && end->line >= source.line_starts.size()) to = static_cast<std::uint32_t>(source.text.size());
  if (!from || !to || *from > *to) return std::nullopt;
  return std::pair(*from, *to);
}

}  // namespace cepol::service
