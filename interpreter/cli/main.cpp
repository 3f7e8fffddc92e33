#include "interpreter/cli/commands.hpp"

int main(int count, char** words) { return cepol::cli::run(count, words, cepol::cli::process_io()); }
