package org.tallystick.wallet;

/** How much an owner's journal takes. */
final class OwnerLimits {

    static final int MAX_ENTRY_BYTES = 2 << 20;
    static final int MAX_SEALED_BYTES = 1 << 20;
    static final int MAX_OPEN_INTENTS = 1_000;
    static final int MAX_FINISHED_KNOWN = 1_000_000;
    static final int MAX_HUBS = 1_000;
    static final int MAX_CONTACTS = 10_000;
    static final int MAX_CONTACT_NAME = 200;
    static final int MAX_SETTINGS = 1_000;
    static final int MAX_SETTING_NAME = 64;
    static final int MAX_SETTING_VALUE = 4_096;

    private OwnerLimits() {}

    static boolean isSettingName(String name) {
        return !name.isEmpty()
                && name.length() <= MAX_SETTING_NAME
                && name.chars()
                        .allMatch(c -> (c >= 'a' && c <= 'z') || (c >= '0' && c <= '9') || ".-_".indexOf(c) >= 0);
    }
}
