# Trials: what schools say, who follows them, what worked.

menu-trials = Trials
place-trials = Follow trials of adapted kit and say how they went.
event-loan-feedback-given = Trial feedback given
event-loan-feedback-corrected = Trial feedback corrected
event-loan-partner-named = Partner named to follow the trial
event-loan-partner-removed = Partner removed from the trial

## The list

trials-title = Trials
trials-none = No trials
trials-none-help = A trial shows here once the kit is handed over. A partner sees those where they are named.
trials-asked = Your feedback is awaited
trials-asked-help = Three minutes, on a phone if you like.
trials-back = All trials
trials-figures = What worked, by need
trials-figures-help = Finished trials of the whole département. Small numbers are not given: nobody is to be recognised.
trials-figures-none = No finished trials
trials-figures-none-help = The numbers come from the feedback given at the end of trials.
trial-few = fewer than { $count }
trial-item = Kit

## One trial

trial = Trial
trial-see = See the trial
trial-see-loan = See the loan
trial-report = Report (PDF)
trial-nothing-told = The school has said nothing of this trial yet.
trial-mid = Half way
trial-end = End of the trial
trial-asked = Feedback asked
trial-owed = Feedback owed
trial-tell-mid = Say how the trial is going
trial-tell-end = Say how the trial went
trial-correct-mid = Correct the half-way feedback
trial-correct-end = Correct the final feedback
done-trial-told = Your feedback is recorded. Thank you.

## Partners

trial-partners = Who follows this trial
trial-partners-help = A partner named here sees this trial and its report, by the pupil’s code. They see neither your name nor other loans.
trial-partner = Partner
trial-partner-kind = They follow the trial for
trial-partner-press = Name this partner
trial-partner-remove-press = Remove { $name }
trial-partner-gone = Somebody who no longer has an account
trial-partner-missing = Choose a partner.
trial-partner-kind-missing = Say for whom this partner follows the trial.
done-trial-partner-named = The partner can follow this trial.
done-trial-partner-removed = The partner no longer follows this trial.
trial-partner-dsden = the DSDEN
trial-partner-mdph = the MDPH
trial-partner-therapist = care (occupational therapist…)
trial-partner-pas = the support centre for schooling (PAS)

## The feedback

trial-form-lead = Do not name the pupil.
trial-form-press = Record my feedback
trial-form-back = Back to the trial
trial-answer-missing = Choose an answer.
trial-tick-one = Tick at least one answer.
trial-frequency = The kit was used
trial-frequency-help = If it was never used, leave the questions about its use empty.
trial-never = Never
trial-sometimes = A few times
trial-weekly = Every week
trial-daily = Every day or nearly
trial-activities = For what
trial-obstacles = What got in the way
trial-autonomy-before = Without the kit, the pupil manages
trial-autonomy-after = With the kit, the pupil manages
trial-autonomy-1 = Nothing without help
trial-autonomy-2 = With much help
trial-autonomy-3 = With some help
trial-autonomy-4 = Nearly alone
trial-autonomy-5 = Alone
trial-voice = The pupil says of the kit
trial-voice-help = Show the pupil the faces: they choose.
trial-voice-1 = I do not want it
trial-voice-2 = I do not like it much
trial-voice-3 = It is all right
trial-voice-4 = I like it
trial-voice-5 = I like it a lot
trial-voice-none = The pupil does not say
trial-effort = For the teacher, it is
trial-effort-1 = No effort
trial-effort-2 = Little effort
trial-effort-3 = An acceptable effort
trial-effort-4 = Much effort
trial-effort-5 = Too much effort
trial-advice = Would you advise it to a colleague?
trial-advice-yes = Yes
trial-advice-with-help = Yes, with help to begin
trial-advice-no = No
trial-outcome = The trial is
trial-conclusive = Conclusive
trial-not-conclusive = Not conclusive
trial-unused = Kit not used
trial-outcome-was-used = You say above that the kit was used: correct one of the two answers.
trial-outcome-was-not-used = You say above that the kit was never used: correct one of the two answers.
trial-leads-to = What follows
trial-leads-to-help = If the trial is conclusive.
trial-leads-mdph = A file at the MDPH
trial-leads-pas = Kit attributed by the PAS
trial-leads-purchase = A purchase by the school
trial-reasons = The reasons
trial-reasons-help = If the trial is not conclusive, or the kit was not used.
trial-words = A few words
trial-words-help = Neither a name nor a diagnosis. Only your school reads them; they are erased after a year.
trial-words-school-only = Only your school reads these words.
trial-refused-over = The time to give this feedback, or to correct it, is over. What you wrote is still below: copy it if you want to keep it, or talk to the store.
trial-refused-changed = Somebody of your school gave this feedback, or the loan changed, while you were writing. What you wrote is still below: read it again, then send it again.
trial-words-too-long = 600 characters at most.
trial-words-diagnosis = This looks like a diagnosis. Say rather what the pupil does with the kit.
trial-words-name = This looks like somebody’s name. Write “the pupil” rather.
trial-words-keep = Keep these words as they are
trial-words-keep-help = If this is neither a name nor a diagnosis.
