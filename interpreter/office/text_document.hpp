// Documents as a file for word processors (.docx): paragraphs, headings, tables and quotes of a report::Document, each
// document on a page of its own, A4.
#pragma once

#include <string>
#include <vector>

#include "interpreter/report/document.hpp"

namespace cepol::office {

// The bytes of the file: the same documents make the same bytes. Empty: not enough memory.
std::string text_document(const std::vector<report::Document>& documents);

}  // namespace cepol::office
