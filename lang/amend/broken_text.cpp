// The base was checked without an error, so what cannot be parsed in the composed text is due to the amendment: the
// error is moved to the last text of the amendment before it.
#include <algorithm>

#include "lang/amend/amend.hpp"

namespace cepol::amend {

namespace {

constexpr std::string_view blanks = " \t\r\n";

// The last piece that begins before `at` and comes from the amendment, one that an author wrote before generated text;
// else the first such piece; -1: there is none.
std::ptrdiff_t piece_before(const std::vector<OriginPiece>& pieces, std::uint32_t at, SourceId amendment) {
  const auto is_own = [&](const OriginPiece& piece) { return piece.origin.source == amendment; };
  std::ptrdiff_t last = -1;
  for (std::size_t i = 0; i < pieces.size() && (pieces[i].begin < at || last < 0); ++i)
    if (is_own(pieces[i])) last = static_cast<std::ptrdiff_t>(i);
  if (last <= 0 || pieces[static_cast<std::size_t>(last)].copied) return last;
  const OriginPiece& earlier = pieces[static_cast<std::size_t>(last) - 1];
  return is_own(earlier) && earlier.copied ? last - 1 : last;
}

}  // namespace

void move_to_amendment(const Sources& sources, SourceId composed, SourceId amendment, Problems& problems) {
  const Source& source = sources[composed];
  std::vector<std::ptrdiff_t> told;
  std::vector<Diagnostic> list;
  for (Diagnostic& problem : problems.list) {
    const bool ours =
        severity_of(problem.code) == Severity::warning || origin_of(sources, problem.span).source == amendment;
    const std::ptrdiff_t at = ours ? -1 : piece_before(source.pieces, problem.span.begin, amendment);
    if (at < 0) {
      list.push_back(std::move(problem));
      continue;
    }
    if (std::find(told.begin(), told.end(), at) != told.end()) continue;  // it follows from the first
    told.push_back(at);
    const auto index = static_cast<std::size_t>(at);
    const std::uint32_t begin = source.pieces[index].begin;
    std::size_t end = index + 1 < source.pieces.size() ? source.pieces[index + 1].begin : source.text.size();
    while (end > begin + 1 && blanks.find(source.text[end - 1]) != std::string_view::npos) --end;
    const Span span{composed, begin, static_cast<std::uint32_t>(end)};
    Diagnostic moved{Code::broken_by_amendment,
                     span,
                     {in_both(message_of(problem, Language::zh), message_of(problem, Language::en))}};
    moved.also(problem.span, "放进去以后，读到这里接不上", "put in, the text does not go on here");
    list.push_back(std::move(moved));
  }
  problems.list = std::move(list);
}

}  // namespace cepol::amend
