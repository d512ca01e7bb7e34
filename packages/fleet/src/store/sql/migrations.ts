/**
 * The statements that make each version of the schema from the one before; the first makes version 1. A released version
 * never changes. All times are milliseconds since 1970.
 */
export const migrations: readonly (readonly string[])[] = [
  [
    `CREATE TABLE account (
      name TEXT PRIMARY KEY,
      next_slot_at DOUBLE PRECISION NOT NULL,
      rate_window DOUBLE PRECISION NOT NULL,
      window_count INTEGER NOT NULL,
      last_count INTEGER NOT NULL
    )`,
    `CREATE TABLE intent (
      intent_id TEXT PRIMARY KEY,
      account TEXT NOT NULL,
      request_hash TEXT NOT NULL,
      attempt_id TEXT NOT NULL,
      webhook_token TEXT,
      state TEXT NOT NULL,
      training_id TEXT,
      created_at DOUBLE PRECISION NOT NULL,
      updated_at DOUBLE PRECISION NOT NULL,
      reason TEXT
    )`,
    `CREATE UNIQUE INDEX intent_token ON intent (webhook_token) WHERE webhook_token IS NOT NULL`,
    `CREATE UNIQUE INDEX intent_training ON intent (training_id) WHERE state = 'created'`,
    `CREATE INDEX intent_undecided ON intent (intent_id) WHERE state IN ('sending', 'unknown')`,
    `CREATE TABLE training (
      training_id TEXT PRIMARY KEY,
      account TEXT NOT NULL,
      phase TEXT NOT NULL,
      due_at DOUBLE PRECISION NOT NULL,
      is_hinted INTEGER NOT NULL,
      state TEXT,
      last_update TEXT,
      event_sequence INTEGER NOT NULL
    )`,
    `CREATE INDEX training_phase ON training (phase)`,
    // Without its own update, an event is about the last update of its training.
    `CREATE TABLE event (
      training_id TEXT NOT NULL,
      sequence INTEGER NOT NULL,
      kind TEXT NOT NULL,
      own_update TEXT,
      error TEXT,
      attempts INTEGER NOT NULL,
      reason TEXT,
      parked_at DOUBLE PRECISION,
      PRIMARY KEY (training_id, sequence)
    )`,
    `CREATE INDEX event_parked ON event (training_id, sequence) WHERE parked_at IS NOT NULL`,
  ],
];
