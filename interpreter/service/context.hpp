// What a method works with, and what it answers.
#pragma once

#include <functional>
#include <string>
#include <vector>

#include "interpreter/service/analyses.hpp"
#include "interpreter/service/json.hpp"
#include "lang/diagnostics/say.hpp"

namespace cepol::service {

// The codes of errors in JSON-RPC 2.0 and in the protocol of editors.
enum class ErrorCode : int {
  not_json = -32700,
  invalid_request = -32600,
  unknown_method = -32601,
  invalid_params = -32602,
  not_initialized = -32002,
  cancelled = -32800,
  content_modified = -32801,
  request_failed = -32803,
};

struct Answer {
  Json result;
  std::optional<ErrorCode> error = {};
  std::string message = {};
};
inline Answer failure(ErrorCode code, std::string message) { return {nullptr, code, std::move(message)}; }

struct Context {
  Documents& documents;
  Analyses& analyses;
  Language language;
  std::vector<std::string> folders;      // of the workspace
  bool snippets = false;                 // the editor takes them
  std::function<bool()> cancelled = {};  // the request that is being answered
  std::function<bool()> moved_on = {};   // it is, or an edit waits: what is being worked out is of a text that is gone

  bool english() const { return language == Language::en; }
};

// An open document with its analysis, or why there is none.
struct Opened {
  Document* document = nullptr;
  Analysis* analysis = nullptr;
  Answer problem = {};
  bool good() const { return analysis != nullptr; }
};
Opened opened(Context& context, const Json& params);
// The same at `params.position`.
struct Placed : Opened {
  std::uint32_t offset = 0;
};
Placed placed(Context& context, const Json& params);

// The range of a span, and the URI of its file.
Json range_of(const Analysis& analysis, Span span);
std::string uri_of(Context& context, const Analysis& analysis, SourceId source);
Json location_of(Context& context, const Analysis& analysis, Span span);
// `params.range` as bytes of the document; the whole text where there is none.
std::optional<std::pair<std::uint32_t, std::uint32_t>> read_range(const Source& source, const Json& range);

}  // namespace cepol::service
