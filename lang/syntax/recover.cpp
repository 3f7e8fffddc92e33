// Error recovery: skips tokens after a failed item or declaration to a line or bracket at which parsing can continue,
// and puts an `error` node over the skipped text.
#include <algorithm>

#include "lang/syntax/tree_builder.hpp"

namespace cepol::syntax {
namespace {

// Steps over the tokens of skipped text and tracks the brackets that are open in it.
class TokenWalker {
 public:
  TokenWalker(const Scanner& scan, Offset at) : scan_(scan), at_(scan.layout(at)) {}

  Offset at() const { return at_; }
  bool at_end() const { return at_ >= scan_.size(); }
  bool outside() const { return open_.empty(); }
  Offset last_end() const { return last_end_; }
  bool closes_outside() const { return outside_closer_; }  // the last step passed a } opened before the text

  void step() {
    outside_closer_ = false;
    const char sign = scan_.sign(at_).value;
    if (sign == '(' || sign == '[' || sign == '{') open_.push_back(sign);
    if (sign == ')' || sign == ']' || sign == '}') close(sign);
    Offset end = scan_.token(at_);
    if (scan_.opens_quote(at_) && scan_.string(at_) == at_ && scan_.name(at_) == at_) end = scan_.line_end(at_);
    last_end_ = end;
    at_ = scan_.layout(end);
  }

 private:
  void close(char sign) {
    const auto matches = [sign](char open) { return closer_of(open) == sign; };
    const auto found = std::find_if(open_.rbegin(), open_.rend(), matches);
    if (found != open_.rend()) {
      open_.erase(found.base() - 1, open_.end());
    } else if (sign == '}') {
      open_.clear();  // (, [ left open by mistake
      outside_closer_ = true;
    }
  }

  const Scanner& scan_;
  Offset at_, last_end_ = 0;
  std::string open_;
  bool outside_closer_ = false;
};

}  // namespace

bool TreeBuilder::declaration_line(Offset at) const {
  const Offset end = scan.word(at);
  if (end == at || !starts_declaration(scan.piece(at, end)) || !scan.first_of_line(at)) return false;
  const char next = scan.sign(scan.blanks(end)).value;
  return next == '\0' || next == '#';
}

void TreeBuilder::add_error_node(Offset begin, Offset end) {
  pending_.push_back(
      {tree_.nodes.add({NodeKind::error, Keyword::none_, span(begin, std::max(begin, end)), {}, {}}), begin, end, 0});
}

TreeBuilder::Resumed TreeBuilder::recover_item(Offset open, Offset item) {
  const Offset end = scan.word(item);
  const bool goes_on = item == resumed_ && farthest.at == item && (end == item || reserved(scan.piece(item, end)));
  if (!goes_on) report(item, FailedPart::item);
  const Offset from = std::max(farthest.at, item);
  Resumed next{scan.size(), true};
  TokenWalker walk(scan, item);
  while (!walk.at_end() && !stopped()) {
    const Offset at = walk.at();
    const bool candidate = at >= from && at > item && walk.outside();
    if (at >= from && scan.declaration_head(at)) {  // the block's } is missing
      next = {at, true};
      break;
    }
    if (candidate && scan.first_of_line(at)) {
      next = {at, false};
      break;
    }
    const Offset last = walk.last_end();
    walk.step();
    if (walk.closes_outside() && at >= from) {
      next = {at, false};
      add_error_node(item, last);
      resumed_ = at;
      reset_failure(at);
      return next;
    }
    if (candidate && scan.sign(at).value == ';') {
      next = {walk.at(), false};
      break;
    }
  }
  const bool reported =
      !goes_on && (farthest.at == next.at || scan.opens_quote(farthest.at));  // a quote may have hidden the }
  if (next.block_ended && !reported && !stopped())
    also_open(add(Code::unclosed_bracket, next.at, scan.token(next.at), {"{", "}"}), open);
  add_error_node(item, walk.last_end());
  resumed_ = next.at;
  reset_failure(next.at);
  return next;
}

Offset TreeBuilder::recover_declaration(Offset start, FailedPart part, Offset unread) {
  report(start, part);
  const Offset from = farthest.at;
  TokenWalker walk(scan, start);
  for (; !walk.at_end(); walk.step()) {
    const Offset at = walk.at();
    if (at > start && at >= from && declaration_line(at) && (scan.column_one(at) || walk.outside())) break;
  }
  add_error_node(unread, walk.last_end());
  const Offset next = stopped() ? scan.size() : walk.at();
  reset_failure(next);
  return next;
}

}  // namespace cepol::syntax
