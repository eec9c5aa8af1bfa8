package org.tallystick.http;

/** What somebody is at a hub beside being a participant. */
public enum Role {
    /** Governs the hub: roles, equivalents, settings. */
    ADMIN,
    /** Looks after people: approves, freezes, thaws. */
    OPERATOR,
    /** Reads the audit log and the lists. */
    AUDITOR
}
