// The table of src/base/error.hpp; tests/base/error_test.cpp compares the two.

export const ERROR_CODES = [
  'asset-missing',
  'bad-argument',
  'bad-data',
  'bad-model',
  'bad-scenario',
  'box-bounds-missing',
  'box-bounds-violated',
  'cancelled',
  'diverged',
  'empty-image',
  'file-missing',
  'formula-shape',
  'formula-unreadable',
  'internal',
  'no-gradient',
  'no-root',
  'not-explainable',
  'not-finite',
  'not-positive-definite',
  'out-of-memory',
  'out-of-range',
  'rule-not-allowed',
  'shape-mismatch',
  'target-out-of-range',
  'unknown-name',
  'unsupported-operator',
  'unsupported-version',
  'wrong-type',
] as const;

export type ErrorCode = (typeof ERROR_CODES)[number];
