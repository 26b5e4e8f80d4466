// Damaged ONNX files: only Error escapes, and memory stays in proportion to the file.
#include <algorithm>
#include <catch2/catch.hpp>
#include <cstdlib>
#include <filesystem>
#include <new>

#include "base/random.hpp"
#include "fuzz/targets.hpp"
#include "io/file.hpp"

namespace {

// What is allocated in one piece; Eigen does not come through here, but it takes its sizes
// from the same headers as the vectors that hold the constants.
size_t largest_request = 0;

}  // namespace

// AddressSanitizer brings its own allocator, and its own limit.
#if defined(__has_feature)
#if __has_feature(address_sanitizer)
#define RELEVANCE_ADDRESS_SANITIZER
#endif
#endif
#if !defined(RELEVANCE_ADDRESS_SANITIZER) && !defined(__SANITIZE_ADDRESS__)
void* operator new(size_t size) {
  largest_request = std::max(largest_request, size);
  if (size > size_t{1} << 30) throw std::bad_alloc();
  if (void* memory = std::malloc(size > 0 ? size : 1)) return memory;
  throw std::bad_alloc();
}
void operator delete(void* memory) noexcept { std::free(memory); }
void operator delete(void* memory, size_t) noexcept { std::free(memory); }
#endif

using namespace relevance;

namespace {

std::vector<Bytes> zoo() {
  std::vector<std::filesystem::path> paths;
  for (const auto& entry :
       std::filesystem::directory_iterator(std::string(RELEVANCE_ROOT) + "/tests/io/zoo"))
    if (entry.path().extension() == ".onnx") paths.push_back(entry.path());
  std::sort(paths.begin(), paths.end());
  std::vector<Bytes> files;
  for (const auto& path : paths) files.push_back(read_file(path.string()));
  return files;
}

/// Reads and runs, and returns whether the file was accepted; anything but Error escapes.
bool survives(const Bytes& bytes) { return fuzz::take_onnx(bytes) == "ok"; }

Index at(Random& random, const Bytes& bytes) { return random.below(Index(bytes.size())); }

void flip_bits(Bytes& bytes, Random& random) {
  for (Index n = 1 + random.below(8); n > 0; --n)
    bytes[size_t(at(random, bytes))] ^= uint8_t(1u << random.below(8));
}

/// A varint of −1, 2⁶³−1, 2³¹ …: what lengths and dimensions are made of.
void plant_varint(Bytes& bytes, Random& random) {
  static const uint64_t kValues[] = {
      0, 1, 0x7f, 0xffff, 1ull << 31, (1ull << 32) + 1, 1ull << 40, (1ull << 63) - 1, ~0ull};
  uint64_t value = kValues[size_t(random.below(std::size(kValues)))];
  Bytes encoded;
  do {
    encoded.push_back(uint8_t(value & 0x7f) | (value > 0x7f ? 0x80 : 0));
    value >>= 7;
  } while (value > 0);
  const size_t place = size_t(at(random, bytes));
  const bool insert = random.below(2) == 0;
  const size_t replaced = insert ? 0 : std::min(encoded.size(), bytes.size() - place);
  const auto begin = bytes.begin() + std::ptrdiff_t(place);
  bytes.erase(begin, begin + std::ptrdiff_t(replaced));
  bytes.insert(bytes.begin() + std::ptrdiff_t(place), encoded.begin(), encoded.end());
}

/// Repeats or drops a piece.
void move_piece(Bytes& bytes, Random& random) {
  const size_t from = size_t(at(random, bytes)), place = size_t(at(random, bytes));
  const size_t length = std::min(bytes.size() - from, size_t(1 + random.below(64)));
  const auto begin = bytes.begin() + std::ptrdiff_t(from);
  const Bytes piece(begin, begin + std::ptrdiff_t(length));
  if (random.below(2) == 0) bytes.erase(begin, begin + std::ptrdiff_t(length));
  bytes.insert(bytes.begin() + std::ptrdiff_t(std::min(place, bytes.size())), piece.begin(),
               piece.end());
}

Bytes mutant(const Bytes& original, Random& random) {
  Bytes bytes = original;
  switch (random.below(4)) {
    case 0:
      flip_bits(bytes, random);
      break;
    case 1:
      plant_varint(bytes, random);
      break;
    case 2:
      move_piece(bytes, random);
      break;
    default:
      bytes.resize(size_t(at(random, bytes)));
  }
  if (!bytes.empty() && random.below(3) == 0) flip_bits(bytes, random);
  return bytes;
}

}  // namespace

TEST_CASE("onnx fuzz: every mutant is read or refused, in bounded memory", "[fuzz]") {
  const auto files = zoo();
  REQUIRE(files.size() >= 25);
  Random random(2026);
  int accepted = 0, refused = 0;
  constexpr int kMutantsPerFile = 800;
  for (const Bytes& file : files) {
    REQUIRE(survives(file));
    for (int i = 0; i < kMutantsPerFile; ++i) {
      const Bytes bytes = mutant(file, random);
      largest_request = 0;
      (survives(bytes) ? accepted : refused) += 1;
      if (largest_request > (size_t{1} << 20) + 64 * bytes.size())
        FAIL("an allocation of " << largest_request << " bytes");
    }
  }
  INFO(accepted << " accepted, " << refused << " refused");
  REQUIRE(refused > accepted / 4);
  REQUIRE(accepted > 100);
}

TEST_CASE("onnx fuzz: every prefix of a file is refused or read", "[fuzz]") {
  const Bytes file = zoo().front();
  for (size_t n = 0; n < file.size(); ++n)
    survives(Bytes(file.begin(), file.begin() + std::ptrdiff_t(n)));
}

TEST_CASE("onnx fuzz: random bytes are refused", "[fuzz]") {
  Random random(1);
  for (int i = 0; i < 2000; ++i) {
    Bytes bytes(size_t(random.below(200)));
    for (auto& byte : bytes) byte = uint8_t(random.below(256));
    REQUIRE_FALSE(survives(bytes));
  }
}
