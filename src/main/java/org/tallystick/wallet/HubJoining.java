package org.tallystick.wallet;

/** What came of joining a hub, or of moving to its new address. A value. */
public sealed interface HubJoining {

    /**
     * The owner takes part.
     *
     * @param hub as it is known from now on
     */
    record Joined(KnownHub hub) implements HubJoining {}

    /**
     * The account is there and waits for the operator's approval.
     *
     * @param hub as it is known from now on
     */
    record WaitsForApproval(KnownHub hub) implements HubJoining {}

    /** Plain {@code http} to another machine, or a clock that differs, without the owner's yes; nothing was done. */
    record NeedsYes() implements HubJoining {}

    /**
     * The hub does not take the owner.
     *
     * @param code an error code of the API map
     */
    record Refused(String code) implements HubJoining {}

    /** The hub does not answer any more; joining again does no harm. */
    record Silent() implements HubJoining {}

    /** Another hub answers than the one that was found. */
    record AnotherHub() implements HubJoining {}

    /**
     * It could not be written down, so that nothing was done.
     *
     * @param what one clause
     */
    record NotWritten(String what) implements HubJoining {}
}
