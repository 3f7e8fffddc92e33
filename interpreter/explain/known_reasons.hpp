// Reasons of very many rows. A sentence depends on which rules and conditions hold; rows of which the same hold have
// the same sentence, but for the figures. So it is composed once, and kept by what was asked of the row.
#pragma once

#include <array>
#include <map>
#include <tuple>

#include "interpreter/explain/explain.hpp"

namespace cepol::explain {

struct Sentence {  // of a decision; its figures stand between the parts
  std::string before, after;
  bool with_figures = false;
};

Sentence sentence_of(const Subject& subject, const engine::RowResults::Decided& decided);
std::string figures(const core::Program& program, const engine::RowResults::Decided& decided);
std::string_view figures_joint(const core::Program& program);  // between two
// Has the decision no sentence: a warning that does not apply?
bool is_silent(const core::Program& program, const engine::RowResults::Decided& decided);

// Used by one thread. Every row is of the same program.
class KnownReasons {
 public:
  // As explain::reasons.
  std::string of(const Subject& subject, const engine::RowResults& results);
  void add(std::string& text, const Subject& subject, const engine::RowResults& results);

 private:
  static constexpr std::uint32_t nothing = UINT32_MAX;
  struct Question {  // what is asked of a row next, and where to go on by the answer; or the sentence
    Read read = {};
    std::array<std::uint32_t, answers> next = {nothing, nothing, nothing};
    std::uint32_t sentence = nothing;
    bool kept = true;  // false: the sentence depends on more than answers
  };
  struct KnownFigure {  // of a measure that is a number
    core::DecisionId decision;
    std::size_t measure = 0;
    Exact number;
    std::string text;
  };
  using Case = std::tuple<std::uint32_t, std::int64_t, std::uint64_t>;  // decision, outcome, which figures are given

  void add_sentence(std::string& text, const Subject& subject, const engine::RowResults::Decided& decided);
  void keep(std::uint32_t question, const ReadLog& log, std::size_t known, Sentence sentence);
  std::uint32_t add_question();
  void add_figures(std::string& text, const core::Program& program, const engine::RowResults::Decided& decided);
  const std::string& figure_of(const core::Program& program, const engine::RowResults::Decided& decided, std::size_t i);

  std::map<Case, std::uint32_t> first_;
  std::vector<Question> questions_;
  std::vector<Sentence> sentences_;
  std::vector<KnownFigure> figures_;  // a cache of fixed size, by hash
  std::string figure_;                // one that is not among them
};

}  // namespace cepol::explain
