#include "interpreter/data/read_words.hpp"

#include "interpreter/data/cell.hpp"
#include "interpreter/data/dataset.hpp"

namespace cepol::data {

namespace {

constexpr std::size_t most_words = 12;  // of a table

std::string words_of(const ReadWord& word, bool english) {
  const std::string written = excerpt(word.written), count = std::to_string(word.count);
  switch (word.kind) {
    case ReadWord::Kind::heading:
      if (word.column.empty())
        return with_arguments(english ? "column “{0}” not used" : "“{0}”列不用", {written}, english);
      return with_arguments(english ? "column “{0}” → “{1}”" : "列名“{0}”→“{1}”", {written, word.column}, english);
    case ReadWord::Kind::value:
      return with_arguments(english ? "{0} “{1}” → “{2}” ({3})" : "{0}“{1}”→“{2}” {3} 处",
                            {word.column, written, word.meant, count}, english);
    case ReadWord::Kind::capitals:
      return with_arguments(english ? "{0} “{1}” with other capitals ({2})" : "{0}“{1}”大小写不同 {2} 处",
                            {word.column, word.meant, count}, english);
    case ReadWord::Kind::unit:
      return with_arguments(english ? "{0} with “{1}” ({2})" : "{0}带“{1}” {2} 处", {word.column, written, count},
                            english);
  }
  return {};
}

}  // namespace

std::string words_text(const std::vector<ReadWord>& words, bool english) {
  std::string text;
  for (std::size_t begin = 0, end = 0; begin < words.size(); begin = end) {
    while (end < words.size() && words[end].table == words[begin].table) ++end;
    text += "  " + words[begin].table + (english ? ": " : "：");
    for (std::size_t i = begin; i < end && i - begin < most_words; ++i)
      text += (i == begin ? "" : english ? "; " : "；") + words_of(words[i], english);
    if (end - begin > most_words)
      text += with_arguments(english ? "; and others, {0} in all" : "；……共 {0} 种", {std::to_string(end - begin)},
                             english);
    text += "\n";
  }
  return text;
}

}  // namespace cepol::data
