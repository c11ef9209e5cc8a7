CREATE TABLE organisation (
	id TEXT NOT NULL,
	code TEXT NOT NULL,
	CONSTRAINT pk_organisation PRIMARY KEY (id)
)
 STRICT;

CREATE TABLE organisation_version (
	id TEXT NOT NULL,
	organisation_id TEXT NOT NULL,
	name TEXT NOT NULL,
	kind TEXT NOT NULL,
	parent_id TEXT,
	parent_text TEXT NOT NULL,
	valid_from TEXT,
	valid_to TEXT,
	source TEXT NOT NULL,
	CONSTRAINT pk_organisation_version PRIMARY KEY (id),
	CONSTRAINT fk_organisation_version_organisation_id FOREIGN KEY(organisation_id) REFERENCES organisation (id) DEFERRABLE INITIALLY DEFERRED,
	CONSTRAINT ck_organisation_version_organisationkind CHECK (kind IN ('cell', 'grassroots_cell', 'subordinate_cell', 'party_group', 'section', 'sub_grassroots', 'grassroots', 'commune', 'district', 'province', 'central', 'temporary_cell')),
	CONSTRAINT fk_organisation_version_parent_id FOREIGN KEY(parent_id) REFERENCES organisation (id) DEFERRABLE INITIALLY DEFERRED
)
 STRICT;

CREATE INDEX ix_organisation_version_organisation_id ON organisation_version (organisation_id);

CREATE INDEX ix_organisation_version_parent_id ON organisation_version (parent_id);

CREATE TABLE cell (
	id TEXT NOT NULL,
	organisation_id TEXT NOT NULL,
	setting TEXT NOT NULL,
	place_name TEXT NOT NULL,
	signing_capacity TEXT NOT NULL,
	meeting_day INTEGER,
	meeting_time TEXT NOT NULL,
	meeting_place TEXT NOT NULL,
	heading_parent TEXT NOT NULL,
	heading_cell TEXT NOT NULL,
	recipients TEXT NOT NULL,
	CONSTRAINT pk_cell PRIMARY KEY (id),
	CONSTRAINT uq_cell_organisation_id UNIQUE (organisation_id),
	CONSTRAINT fk_cell_organisation_id FOREIGN KEY(organisation_id) REFERENCES organisation (id) DEFERRABLE INITIALLY DEFERRED,
	CONSTRAINT ck_cell_cellsetting CHECK (setting IN ('residential', 'school', 'agency', 'enterprise', 'armed_forces', 'other')),
	CONSTRAINT ck_cell_signingcapacity CHECK (signing_capacity IN ('cell', 'committee'))
)
 STRICT;

CREATE TABLE cell_term (
	id TEXT NOT NULL,
	cell_id TEXT NOT NULL,
	name TEXT NOT NULL,
	starts_on TEXT NOT NULL,
	ends_on TEXT,
	CONSTRAINT pk_cell_term PRIMARY KEY (id),
	CONSTRAINT fk_cell_term_cell_id FOREIGN KEY(cell_id) REFERENCES cell (id) DEFERRABLE INITIALLY DEFERRED
)
 STRICT;

CREATE INDEX ix_cell_term_cell_id ON cell_term (cell_id);

CREATE TABLE person (
	id TEXT NOT NULL,
	full_name TEXT NOT NULL,
	birth_name TEXT NOT NULL,
	other_names TEXT NOT NULL,
	gender TEXT,
	birth_date TEXT,
	birth_registration_place TEXT NOT NULL,
	native_place TEXT NOT NULL,
	permanent_address TEXT NOT NULL,
	temporary_address TEXT NOT NULL,
	ethnic_group TEXT NOT NULL,
	religion TEXT NOT NULL,
	religious_rank TEXT NOT NULL,
	family_class_origin TEXT NOT NULL,
	occupation_at_admission TEXT NOT NULL,
	current_occupation TEXT NOT NULL,
	occupation_code TEXT NOT NULL,
	work_unit TEXT NOT NULL,
	state_position TEXT NOT NULL,
	mass_org_position TEXT NOT NULL,
	is_armed_forces INTEGER NOT NULL,
	is_police INTEGER NOT NULL,
	is_retired INTEGER NOT NULL,
	recruitment_date TEXT,
	recruiting_body TEXT NOT NULL,
	youth_union_date TEXT,
	enlistment_date TEXT,
	discharge_date TEXT,
	highest_rank TEXT NOT NULL,
	general_education TEXT NOT NULL,
	professional_level TEXT NOT NULL,
	professional_qualification TEXT NOT NULL,
	science_technology_qualification TEXT NOT NULL,
	highest_degree TEXT NOT NULL,
	academic_title TEXT NOT NULL,
	political_theory TEXT NOT NULL,
	foreign_languages TEXT NOT NULL,
	informatics TEXT NOT NULL,
	minority_languages TEXT NOT NULL,
	health_status TEXT NOT NULL,
	war_invalid_class TEXT NOT NULL,
	is_martyr_family INTEGER NOT NULL,
	is_meritorious_family INTEGER NOT NULL,
	citizen_id TEXT NOT NULL,
	old_id_no TEXT NOT NULL,
	card_no TEXT NOT NULL,
	old_card_no TEXT NOT NULL,
	card_issued_on TEXT,
	card_issued_by TEXT NOT NULL,
	dossier_no TEXT NOT NULL,
	badge_no TEXT NOT NULL,
	national_db_id TEXT NOT NULL,
	phone TEXT NOT NULL,
	email TEXT NOT NULL,
	note TEXT NOT NULL,
	voided_on TEXT,
	void_reason TEXT NOT NULL,
	merged_into_id TEXT,
	search_key TEXT NOT NULL,
	name_key TEXT NOT NULL,
	CONSTRAINT pk_person PRIMARY KEY (id),
	CONSTRAINT ck_person_gender CHECK (gender IN ('male', 'female')),
	CONSTRAINT fk_person_merged_into_id FOREIGN KEY(merged_into_id) REFERENCES person (id) DEFERRABLE INITIALLY DEFERRED
)
 STRICT;

CREATE INDEX ix_person_merged_into_id ON person (merged_into_id);

CREATE INDEX ix_person_name_key ON person (name_key);

CREATE TABLE person_entry (
	id TEXT NOT NULL,
	person_id TEXT NOT NULL,
	item TEXT NOT NULL,
	from_on TEXT,
	to_on TEXT,
	content TEXT NOT NULL,
	issuer TEXT NOT NULL,
	note TEXT NOT NULL,
	CONSTRAINT pk_person_entry PRIMARY KEY (id),
	CONSTRAINT fk_person_entry_person_id FOREIGN KEY(person_id) REFERENCES person (id) DEFERRABLE INITIALLY DEFERRED
)
 STRICT;

CREATE INDEX ix_person_entry_person_id ON person_entry (person_id);

CREATE TABLE membership_spell (
	id TEXT NOT NULL,
	person_id TEXT NOT NULL,
	spell_no INTEGER NOT NULL,
	admission_date TEXT,
	admission_place TEXT NOT NULL,
	admission_decision_no TEXT NOT NULL,
	admission_decision_date TEXT,
	admission_decision_issuer TEXT NOT NULL,
	referee_1 TEXT NOT NULL,
	referee_2 TEXT NOT NULL,
	official_date TEXT,
	official_place TEXT NOT NULL,
	official_decision_no TEXT NOT NULL,
	official_decision_date TEXT,
	party_age_from TEXT,
	mentor TEXT NOT NULL,
	note TEXT NOT NULL,
	CONSTRAINT pk_membership_spell PRIMARY KEY (id),
	CONSTRAINT fk_membership_spell_person_id FOREIGN KEY(person_id) REFERENCES person (id) DEFERRABLE INITIALLY DEFERRED
)
 STRICT;

CREATE INDEX ix_membership_spell_person_id ON membership_spell (person_id);

CREATE TABLE party_group (
	id TEXT NOT NULL,
	cell_id TEXT NOT NULL,
	name TEXT NOT NULL,
	from_on TEXT,
	to_on TEXT,
	note TEXT NOT NULL,
	CONSTRAINT pk_party_group PRIMARY KEY (id),
	CONSTRAINT fk_party_group_cell_id FOREIGN KEY(cell_id) REFERENCES cell (id) DEFERRABLE INITIALLY DEFERRED
)
 STRICT;

CREATE INDEX ix_party_group_cell_id ON party_group (cell_id);

CREATE TABLE group_member (
	id TEXT NOT NULL,
	group_id TEXT NOT NULL,
	person_id TEXT NOT NULL,
	from_on TEXT NOT NULL,
	to_on TEXT,
	CONSTRAINT pk_group_member PRIMARY KEY (id),
	CONSTRAINT fk_group_member_group_id FOREIGN KEY(group_id) REFERENCES party_group (id) DEFERRABLE INITIALLY DEFERRED,
	CONSTRAINT fk_group_member_person_id FOREIGN KEY(person_id) REFERENCES person (id) DEFERRABLE INITIALLY DEFERRED
)
 STRICT;

CREATE INDEX ix_group_member_group_id ON group_member (group_id);

CREATE INDEX ix_group_member_person_id ON group_member (person_id);

CREATE TABLE party_age_gap (
	id TEXT NOT NULL,
	person_id TEXT NOT NULL,
	from_on TEXT NOT NULL,
	to_on TEXT NOT NULL,
	reason TEXT NOT NULL,
	decision TEXT NOT NULL,
	CONSTRAINT pk_party_age_gap PRIMARY KEY (id),
	CONSTRAINT fk_party_age_gap_person_id FOREIGN KEY(person_id) REFERENCES person (id) DEFERRABLE INITIALLY DEFERRED
)
 STRICT;

CREATE INDEX ix_party_age_gap_person_id ON party_age_gap (person_id);

CREATE TABLE party_age_certificate (
	id TEXT NOT NULL,
	person_id TEXT NOT NULL,
	as_of TEXT NOT NULL,
	years INTEGER NOT NULL,
	months INTEGER NOT NULL,
	number TEXT NOT NULL,
	issued_on TEXT,
	issuer TEXT NOT NULL,
	note TEXT NOT NULL,
	CONSTRAINT pk_party_age_certificate PRIMARY KEY (id),
	CONSTRAINT fk_party_age_certificate_person_id FOREIGN KEY(person_id) REFERENCES person (id) DEFERRABLE INITIALLY DEFERRED
)
 STRICT;

CREATE INDEX ix_party_age_certificate_person_id ON party_age_certificate (person_id);

CREATE TABLE badge (
	id TEXT NOT NULL,
	person_id TEXT NOT NULL,
	years INTEGER NOT NULL,
	number TEXT NOT NULL,
	round_on TEXT,
	proposed_on TEXT,
	is_early INTEGER NOT NULL,
	early_reason TEXT NOT NULL,
	is_posthumous INTEGER NOT NULL,
	decision_no TEXT NOT NULL,
	decision_on TEXT,
	decision_issuer TEXT NOT NULL,
	presented_on TEXT,
	reissued_on TEXT,
	returned_on TEXT,
	note TEXT NOT NULL,
	CONSTRAINT pk_badge PRIMARY KEY (id),
	CONSTRAINT fk_badge_person_id FOREIGN KEY(person_id) REFERENCES person (id) DEFERRABLE INITIALLY DEFERRED
)
 STRICT;

CREATE INDEX ix_badge_person_id ON badge (person_id);

CREATE TABLE card_event (
	id TEXT NOT NULL,
	person_id TEXT NOT NULL,
	kind TEXT NOT NULL,
	"on" TEXT NOT NULL,
	number TEXT NOT NULL,
	decision TEXT NOT NULL,
	issuer TEXT NOT NULL,
	note TEXT NOT NULL,
	CONSTRAINT pk_card_event PRIMARY KEY (id),
	CONSTRAINT fk_card_event_person_id FOREIGN KEY(person_id) REFERENCES person (id) DEFERRABLE INITIALLY DEFERRED,
	CONSTRAINT ck_card_event_cardeventkind CHECK (kind IN ('issued', 'reissued_lost', 'exchanged_damaged', 'exchanged_new_model', 'withdrawn', 'returned', 'kept_by_family'))
)
 STRICT;

CREATE INDEX ix_card_event_person_id ON card_event (person_id);

CREATE TABLE card_check (
	id TEXT NOT NULL,
	person_id TEXT NOT NULL,
	year INTEGER NOT NULL,
	checked_on TEXT NOT NULL,
	finding TEXT NOT NULL,
	note TEXT NOT NULL,
	CONSTRAINT pk_card_check PRIMARY KEY (id),
	CONSTRAINT fk_card_check_person_id FOREIGN KEY(person_id) REFERENCES person (id) DEFERRABLE INITIALLY DEFERRED,
	CONSTRAINT ck_card_check_cardfinding CHECK (finding IN ('in_order', 'damaged', 'lost', 'not_shown'))
)
 STRICT;

CREATE INDEX ix_card_check_person_id ON card_check (person_id);

CREATE TABLE residence_link (
	id TEXT NOT NULL,
	cell_id TEXT NOT NULL,
	direction TEXT NOT NULL,
	person_id TEXT,
	full_name TEXT NOT NULL,
	other_organisation TEXT NOT NULL,
	paper_no TEXT NOT NULL,
	from_on TEXT NOT NULL,
	to_on TEXT,
	remark TEXT NOT NULL,
	note TEXT NOT NULL,
	CONSTRAINT pk_residence_link PRIMARY KEY (id),
	CONSTRAINT fk_residence_link_cell_id FOREIGN KEY(cell_id) REFERENCES cell (id) DEFERRABLE INITIALLY DEFERRED,
	CONSTRAINT ck_residence_link_linkdirection CHECK (direction IN ('sent', 'received')),
	CONSTRAINT fk_residence_link_person_id FOREIGN KEY(person_id) REFERENCES person (id) DEFERRABLE INITIALLY DEFERRED
)
 STRICT;

CREATE INDEX ix_residence_link_cell_id ON residence_link (cell_id);

CREATE INDEX ix_residence_link_person_id ON residence_link (person_id);

CREATE TABLE reconciliation (
	id TEXT NOT NULL,
	cell_id TEXT NOT NULL,
	"on" TEXT NOT NULL,
	other_level TEXT NOT NULL,
	own_official INTEGER NOT NULL,
	own_probationary INTEGER NOT NULL,
	other_official INTEGER NOT NULL,
	other_probationary INTEGER NOT NULL,
	differences TEXT NOT NULL,
	signed_by TEXT NOT NULL,
	other_signed_by TEXT NOT NULL,
	note TEXT NOT NULL,
	CONSTRAINT pk_reconciliation PRIMARY KEY (id),
	CONSTRAINT fk_reconciliation_cell_id FOREIGN KEY(cell_id) REFERENCES cell (id) DEFERRABLE INITIALLY DEFERRED
)
 STRICT;

CREATE INDEX ix_reconciliation_cell_id ON reconciliation (cell_id);

CREATE TABLE update_sheet (
	id TEXT NOT NULL,
	person_id TEXT NOT NULL,
	cell_id TEXT NOT NULL,
	year INTEGER NOT NULL,
	made_on TEXT NOT NULL,
	confirmed_on TEXT,
	sent_up_on TEXT,
	note TEXT NOT NULL,
	CONSTRAINT pk_update_sheet PRIMARY KEY (id),
	CONSTRAINT fk_update_sheet_person_id FOREIGN KEY(person_id) REFERENCES person (id) DEFERRABLE INITIALLY DEFERRED,
	CONSTRAINT fk_update_sheet_cell_id FOREIGN KEY(cell_id) REFERENCES cell (id) DEFERRABLE INITIALLY DEFERRED
)
 STRICT;

CREATE INDEX ix_update_sheet_cell_id ON update_sheet (cell_id);

CREATE INDEX ix_update_sheet_person_id ON update_sheet (person_id);

CREATE TABLE meeting (
	id TEXT NOT NULL,
	cell_id TEXT NOT NULL,
	group_id TEXT,
	type TEXT NOT NULL,
	mode TEXT NOT NULL,
	held_on TEXT NOT NULL,
	period_year INTEGER NOT NULL,
	period_month INTEGER,
	theme TEXT NOT NULL,
	location TEXT NOT NULL,
	starts_at TEXT NOT NULL,
	ends_at TEXT NOT NULL,
	chair_id TEXT,
	minute_taker_id TEXT,
	scorer_id TEXT,
	opening_notes TEXT NOT NULL,
	dues_note TEXT NOT NULL,
	is_agenda_approved INTEGER NOT NULL,
	general_conclusion TEXT NOT NULL,
	quality_remarks TEXT NOT NULL,
	is_read_back INTEGER NOT NULL,
	minutes_yes INTEGER,
	notice_sent_on TEXT,
	documents_published_on TEXT,
	papers_published_on TEXT,
	reported_up_on TEXT,
	is_from_paper_book INTEGER NOT NULL,
	official_points TEXT NOT NULL,
	official_level TEXT NOT NULL,
	official_decided_on TEXT,
	locked_at TEXT NOT NULL,
	frozen TEXT,
	CONSTRAINT pk_meeting PRIMARY KEY (id),
	CONSTRAINT fk_meeting_cell_id FOREIGN KEY(cell_id) REFERENCES cell (id) DEFERRABLE INITIALLY DEFERRED,
	CONSTRAINT fk_meeting_group_id FOREIGN KEY(group_id) REFERENCES party_group (id) DEFERRABLE INITIALLY DEFERRED,
	CONSTRAINT ck_meeting_meetingtype CHECK (type IN ('regular', 'thematic', 'regular_with_thematic', 'extraordinary', 'committee', 'annual_review', 'half_year', 'year_end_summary', 'congress', 'admission', 'official_recognition', 'discipline', 'admission_ceremony', 'party_group')),
	CONSTRAINT ck_meeting_meetingmode CHECK (mode IN ('in_person', 'online', 'hybrid')),
	CONSTRAINT fk_meeting_chair_id FOREIGN KEY(chair_id) REFERENCES person (id) DEFERRABLE INITIALLY DEFERRED,
	CONSTRAINT fk_meeting_minute_taker_id FOREIGN KEY(minute_taker_id) REFERENCES person (id) DEFERRABLE INITIALLY DEFERRED,
	CONSTRAINT fk_meeting_scorer_id FOREIGN KEY(scorer_id) REFERENCES person (id) DEFERRABLE INITIALLY DEFERRED
)
 STRICT;

CREATE INDEX ix_meeting_cell_id ON meeting (cell_id);

CREATE INDEX ix_meeting_chair_id ON meeting (chair_id);

CREATE INDEX ix_meeting_group_id ON meeting (group_id);

CREATE INDEX ix_meeting_minute_taker_id ON meeting (minute_taker_id);

CREATE INDEX ix_meeting_scorer_id ON meeting (scorer_id);

CREATE TABLE agenda_item (
	id TEXT NOT NULL,
	meeting_id TEXT NOT NULL,
	position INTEGER NOT NULL,
	kind TEXT NOT NULL,
	title TEXT NOT NULL,
	presenter_id TEXT,
	summary TEXT NOT NULL,
	cited_documents TEXT NOT NULL,
	replies TEXT NOT NULL,
	conclusion TEXT NOT NULL,
	case_id TEXT,
	CONSTRAINT pk_agenda_item PRIMARY KEY (id),
	CONSTRAINT fk_agenda_item_meeting_id FOREIGN KEY(meeting_id) REFERENCES meeting (id) DEFERRABLE INITIALLY DEFERRED,
	CONSTRAINT ck_agenda_item_agendakind CHECK (kind IN ('politics', 'review_and_tasks', 'theme', 'case', 'scoring', 'other')),
	CONSTRAINT fk_agenda_item_presenter_id FOREIGN KEY(presenter_id) REFERENCES person (id) DEFERRABLE INITIALLY DEFERRED,
	CONSTRAINT fk_agenda_item_case_id FOREIGN KEY(case_id) REFERENCES party_case (id) DEFERRABLE INITIALLY DEFERRED
)
 STRICT;

CREATE INDEX ix_agenda_item_case_id ON agenda_item (case_id);

CREATE INDEX ix_agenda_item_meeting_id ON agenda_item (meeting_id);

CREATE INDEX ix_agenda_item_presenter_id ON agenda_item (presenter_id);

CREATE TABLE guest (
	id TEXT NOT NULL,
	meeting_id TEXT NOT NULL,
	name TEXT NOT NULL,
	title TEXT NOT NULL,
	unit TEXT NOT NULL,
	is_upper_follower INTEGER NOT NULL,
	is_temporary_member INTEGER NOT NULL,
	CONSTRAINT pk_guest PRIMARY KEY (id),
	CONSTRAINT fk_guest_meeting_id FOREIGN KEY(meeting_id) REFERENCES meeting (id) DEFERRABLE INITIALLY DEFERRED
)
 STRICT;

CREATE INDEX ix_guest_meeting_id ON guest (meeting_id);

CREATE TABLE vote (
	id TEXT NOT NULL,
	meeting_id TEXT NOT NULL,
	agenda_item_id TEXT,
	case_id TEXT,
	position INTEGER NOT NULL,
	subject TEXT NOT NULL,
	matter TEXT NOT NULL,
	ballot TEXT NOT NULL,
	round_no INTEGER NOT NULL,
	base INTEGER NOT NULL,
	needed INTEGER NOT NULL,
	present_official INTEGER NOT NULL,
	issued INTEGER,
	returned INTEGER,
	valid INTEGER,
	invalid INTEGER,
	yes INTEGER NOT NULL,
	no INTEGER NOT NULL,
	abstain INTEGER NOT NULL,
	is_passed INTEGER NOT NULL,
	options TEXT,
	tally_team TEXT NOT NULL,
	note TEXT NOT NULL,
	CONSTRAINT pk_vote PRIMARY KEY (id),
	CONSTRAINT fk_vote_meeting_id FOREIGN KEY(meeting_id) REFERENCES meeting (id) DEFERRABLE INITIALLY DEFERRED,
	CONSTRAINT fk_vote_agenda_item_id FOREIGN KEY(agenda_item_id) REFERENCES agenda_item (id) DEFERRABLE INITIALLY DEFERRED,
	CONSTRAINT fk_vote_case_id FOREIGN KEY(case_id) REFERENCES party_case (id) DEFERRABLE INITIALLY DEFERRED,
	CONSTRAINT ck_vote_matter CHECK (matter IN ('resolution', 'minutes', 'quality_score', 'admission', 'readmission', 'official_recognition', 'removal', 'expulsion', 'reprimand', 'warning', 'dismissal_from_post', 'voluntary_leave', 'exemption_age_health', 'exemption_other', 'annual_rating', 'congress_resolution')),
	CONSTRAINT ck_vote_ballotkind CHECK (ballot IN ('show_of_hands', 'secret_ballot', 'electronic'))
)
 STRICT;

CREATE INDEX ix_vote_agenda_item_id ON vote (agenda_item_id);

CREATE INDEX ix_vote_case_id ON vote (case_id);

CREATE INDEX ix_vote_meeting_id ON vote (meeting_id);

CREATE TABLE party_case (
	id TEXT NOT NULL,
	cell_id TEXT NOT NULL,
	person_id TEXT NOT NULL,
	kind TEXT NOT NULL,
	ground_code TEXT NOT NULL,
	discipline_form TEXT,
	transfer_kind TEXT,
	about_case_id TEXT,
	opened_on TEXT NOT NULL,
	reason TEXT NOT NULL,
	violation_on TEXT,
	other_side TEXT NOT NULL,
	is_same_province INTEGER,
	to_cell_id TEXT,
	from_on TEXT,
	to_on TEXT,
	is_reduced_only INTEGER NOT NULL,
	referee_1 TEXT NOT NULL,
	referee_2 TEXT NOT NULL,
	mentor TEXT NOT NULL,
	application_on TEXT,
	application_withdrawn_on TEXT,
	violation_checked_on TEXT,
	is_clear_of_violation INTEGER,
	has_open_violation INTEGER NOT NULL,
	heard_on TEXT,
	resolution_on TEXT,
	resolution_meeting_id TEXT,
	resolution_vote_id TEXT,
	resolution_no TEXT NOT NULL,
	sent_up_on TEXT,
	decision_type TEXT NOT NULL,
	decision_no TEXT NOT NULL,
	decision_on TEXT,
	decision_issuer TEXT NOT NULL,
	decision_outcome TEXT,
	decision_received_on TEXT,
	effective_on TEXT,
	announced_on TEXT,
	announced_meeting_id TEXT,
	delivered_on TEXT,
	card_withdrawn_on TEXT,
	badge_withdrawn_on TEXT,
	not_recovered_reason TEXT NOT NULL,
	dossier_sent_on TEXT,
	notice_received_on TEXT,
	complaint_result TEXT,
	closed_on TEXT,
	note TEXT NOT NULL,
	CONSTRAINT pk_party_case PRIMARY KEY (id),
	CONSTRAINT fk_party_case_cell_id FOREIGN KEY(cell_id) REFERENCES cell (id) DEFERRABLE INITIALLY DEFERRED,
	CONSTRAINT fk_party_case_person_id FOREIGN KEY(person_id) REFERENCES person (id) DEFERRABLE INITIALLY DEFERRED,
	CONSTRAINT ck_party_case_casekind CHECK (kind IN ('admission', 'recognition', 'annulment', 'transfer', 'exemption', 'suspension', 'discipline', 'removal', 'expulsion', 'withdrawal', 'death', 'restoration', 'resumption', 'readmission', 'complaint', 'revocation', 'reception', 'correction')),
	CONSTRAINT ck_party_case_disciplineform CHECK (discipline_form IN ('reprimand', 'warning', 'dismissal_from_post', 'expulsion')),
	CONSTRAINT ck_party_case_transferkind CHECK (transfer_kind IN ('official', 'internal', 'temporary', 'abroad_official', 'abroad_temporary', 'collective')),
	CONSTRAINT fk_party_case_about_case_id FOREIGN KEY(about_case_id) REFERENCES party_case (id) DEFERRABLE INITIALLY DEFERRED,
	CONSTRAINT fk_party_case_to_cell_id FOREIGN KEY(to_cell_id) REFERENCES cell (id) DEFERRABLE INITIALLY DEFERRED,
	CONSTRAINT fk_party_case_resolution_meeting_id FOREIGN KEY(resolution_meeting_id) REFERENCES meeting (id) DEFERRABLE INITIALLY DEFERRED,
	CONSTRAINT fk_party_case_resolution_vote_id FOREIGN KEY(resolution_vote_id) REFERENCES vote (id) DEFERRABLE INITIALLY DEFERRED,
	CONSTRAINT ck_party_case_caseoutcome CHECK (decision_outcome IN ('accepted', 'refused', 'returned')),
	CONSTRAINT fk_party_case_announced_meeting_id FOREIGN KEY(announced_meeting_id) REFERENCES meeting (id) DEFERRABLE INITIALLY DEFERRED,
	CONSTRAINT ck_party_case_complaintresult CHECK (complaint_result IN ('upheld', 'reduced', 'increased', 'cancelled'))
)
 STRICT;

CREATE INDEX ix_party_case_about_case_id ON party_case (about_case_id);

CREATE INDEX ix_party_case_announced_meeting_id ON party_case (announced_meeting_id);

CREATE INDEX ix_party_case_cell_id ON party_case (cell_id);

CREATE INDEX ix_party_case_person_id ON party_case (person_id);

CREATE INDEX ix_party_case_resolution_meeting_id ON party_case (resolution_meeting_id);

CREATE INDEX ix_party_case_resolution_vote_id ON party_case (resolution_vote_id);

CREATE INDEX ix_party_case_to_cell_id ON party_case (to_cell_id);

CREATE TABLE case_step (
	id TEXT NOT NULL,
	case_id TEXT NOT NULL,
	kind TEXT NOT NULL,
	done_on TEXT,
	way TEXT NOT NULL,
	answer TEXT NOT NULL,
	content TEXT NOT NULL,
	CONSTRAINT pk_case_step PRIMARY KEY (id),
	CONSTRAINT fk_case_step_case_id FOREIGN KEY(case_id) REFERENCES party_case (id) DEFERRABLE INITIALLY DEFERRED
)
 STRICT;

CREATE INDEX ix_case_step_case_id ON case_step (case_id);

CREATE TABLE discipline (
	id TEXT NOT NULL,
	person_id TEXT NOT NULL,
	case_id TEXT,
	form TEXT NOT NULL,
	reason TEXT NOT NULL,
	decision_no TEXT NOT NULL,
	decision_on TEXT,
	decision_issuer TEXT NOT NULL,
	effective_on TEXT,
	announced_on TEXT,
	ended_on TEXT,
	ended_how TEXT NOT NULL,
	note TEXT NOT NULL,
	CONSTRAINT pk_discipline PRIMARY KEY (id),
	CONSTRAINT fk_discipline_person_id FOREIGN KEY(person_id) REFERENCES person (id) DEFERRABLE INITIALLY DEFERRED,
	CONSTRAINT fk_discipline_case_id FOREIGN KEY(case_id) REFERENCES party_case (id) DEFERRABLE INITIALLY DEFERRED,
	CONSTRAINT ck_discipline_disciplineform CHECK (form IN ('reprimand', 'warning', 'dismissal_from_post', 'expulsion'))
)
 STRICT;

CREATE INDEX ix_discipline_case_id ON discipline (case_id);

CREATE INDEX ix_discipline_person_id ON discipline (person_id);

CREATE TABLE membership_event (
	id TEXT NOT NULL,
	person_id TEXT NOT NULL,
	spell_id TEXT NOT NULL,
	kind TEXT NOT NULL,
	effective_on TEXT NOT NULL,
	cell_id TEXT,
	case_id TEXT,
	standing_before TEXT,
	ground_code TEXT NOT NULL,
	other_side TEXT NOT NULL,
	is_internal_move INTEGER NOT NULL,
	is_same_province INTEGER,
	note TEXT NOT NULL,
	CONSTRAINT pk_membership_event PRIMARY KEY (id),
	CONSTRAINT fk_membership_event_person_id FOREIGN KEY(person_id) REFERENCES person (id) DEFERRABLE INITIALLY DEFERRED,
	CONSTRAINT fk_membership_event_spell_id FOREIGN KEY(spell_id) REFERENCES membership_spell (id) DEFERRABLE INITIALLY DEFERRED,
	CONSTRAINT ck_membership_event_eventkind CHECK (kind IN ('prospect', 'sympathizer', 'proposed', 'admission_decided', 'prospect_ended', 'admitted', 'readmitted', 'became_official', 'recognition_revoked', 'restored', 'resumed', 'transferred_in', 'transferred_out', 'died', 'expelled', 'removed', 'withdrew', 'annulled')),
	CONSTRAINT fk_membership_event_cell_id FOREIGN KEY(cell_id) REFERENCES cell (id) DEFERRABLE INITIALLY DEFERRED,
	CONSTRAINT fk_membership_event_case_id FOREIGN KEY(case_id) REFERENCES party_case (id) DEFERRABLE INITIALLY DEFERRED,
	CONSTRAINT ck_membership_event_standing CHECK (standing_before IN ('none', 'prospect', 'sympathizer', 'proposed', 'admission_decided', 'probationary', 'official', 'deceased', 'expelled', 'removed', 'withdrawn', 'admission_annulled', 'transferred_out'))
)
 STRICT;

CREATE INDEX ix_membership_event_case_id ON membership_event (case_id);

CREATE INDEX ix_membership_event_cell_id ON membership_event (cell_id);

CREATE INDEX ix_membership_event_person_id ON membership_event (person_id);

CREATE INDEX ix_membership_event_spell_id ON membership_event (spell_id);

CREATE TABLE participation_span (
	id TEXT NOT NULL,
	person_id TEXT NOT NULL,
	cell_id TEXT NOT NULL,
	state TEXT NOT NULL,
	from_on TEXT NOT NULL,
	to_on TEXT,
	ground TEXT NOT NULL,
	decision_no TEXT NOT NULL,
	decision_on TEXT,
	other_cell TEXT NOT NULL,
	is_reduced_only INTEGER NOT NULL,
	case_id TEXT,
	note TEXT NOT NULL,
	CONSTRAINT pk_participation_span PRIMARY KEY (id),
	CONSTRAINT fk_participation_span_person_id FOREIGN KEY(person_id) REFERENCES person (id) DEFERRABLE INITIALLY DEFERRED,
	CONSTRAINT fk_participation_span_cell_id FOREIGN KEY(cell_id) REFERENCES cell (id) DEFERRABLE INITIALLY DEFERRED,
	CONSTRAINT ck_participation_span_participation CHECK (state IN ('active', 'temporary_out', 'temporary_in', 'exempt', 'suspended', 'in_custody', 'abroad_official', 'abroad_temporary', 'in_transfer', 'interrupted')),
	CONSTRAINT fk_participation_span_case_id FOREIGN KEY(case_id) REFERENCES party_case (id) DEFERRABLE INITIALLY DEFERRED
)
 STRICT;

CREATE INDEX ix_participation_span_case_id ON participation_span (case_id);

CREATE INDEX ix_participation_span_cell_id ON participation_span (cell_id);

CREATE INDEX ix_participation_span_person_id ON participation_span (person_id);

CREATE TABLE post (
	id TEXT NOT NULL,
	person_id TEXT NOT NULL,
	cell_id TEXT NOT NULL,
	kind TEXT NOT NULL,
	from_on TEXT NOT NULL,
	to_on TEXT,
	origin TEXT NOT NULL,
	decision TEXT NOT NULL,
	term_id TEXT,
	group_id TEXT,
	CONSTRAINT pk_post PRIMARY KEY (id),
	CONSTRAINT fk_post_person_id FOREIGN KEY(person_id) REFERENCES person (id) DEFERRABLE INITIALLY DEFERRED,
	CONSTRAINT fk_post_cell_id FOREIGN KEY(cell_id) REFERENCES cell (id) DEFERRABLE INITIALLY DEFERRED,
	CONSTRAINT ck_post_postkind CHECK (kind IN ('secretary', 'deputy_secretary', 'committee_member', 'group_leader', 'group_deputy', 'dues_officer', 'clerk', 'upper_committee_member')),
	CONSTRAINT ck_post_postorigin CHECK (origin IN ('elected', 'appointed', 'standing_in')),
	CONSTRAINT fk_post_term_id FOREIGN KEY(term_id) REFERENCES cell_term (id) DEFERRABLE INITIALLY DEFERRED,
	CONSTRAINT fk_post_group_id FOREIGN KEY(group_id) REFERENCES party_group (id) DEFERRABLE INITIALLY DEFERRED
)
 STRICT;

CREATE INDEX ix_post_cell_id ON post (cell_id);

CREATE INDEX ix_post_group_id ON post (group_id);

CREATE INDEX ix_post_person_id ON post (person_id);

CREATE INDEX ix_post_term_id ON post (term_id);

CREATE TABLE opening_fact (
	id TEXT NOT NULL,
	cell_id TEXT NOT NULL,
	person_id TEXT,
	kind TEXT NOT NULL,
	year INTEGER NOT NULL,
	month INTEGER,
	value TEXT NOT NULL,
	note TEXT NOT NULL,
	CONSTRAINT pk_opening_fact PRIMARY KEY (id),
	CONSTRAINT fk_opening_fact_cell_id FOREIGN KEY(cell_id) REFERENCES cell (id) DEFERRABLE INITIALLY DEFERRED,
	CONSTRAINT fk_opening_fact_person_id FOREIGN KEY(person_id) REFERENCES person (id) DEFERRABLE INITIALLY DEFERRED
)
 STRICT;

CREATE INDEX ix_opening_fact_cell_id ON opening_fact (cell_id);

CREATE INDEX ix_opening_fact_person_id ON opening_fact (person_id);

CREATE TABLE attendance (
	id TEXT NOT NULL,
	meeting_id TEXT NOT NULL,
	person_id TEXT NOT NULL,
	status TEXT NOT NULL,
	reason TEXT NOT NULL,
	absence_kind TEXT NOT NULL,
	at_time TEXT NOT NULL,
	CONSTRAINT pk_attendance PRIMARY KEY (id),
	CONSTRAINT fk_attendance_meeting_id FOREIGN KEY(meeting_id) REFERENCES meeting (id) DEFERRABLE INITIALLY DEFERRED,
	CONSTRAINT fk_attendance_person_id FOREIGN KEY(person_id) REFERENCES person (id) DEFERRABLE INITIALLY DEFERRED,
	CONSTRAINT ck_attendance_attendancestatus CHECK (status IN ('present', 'present_late', 'present_left_early', 'absent_excused', 'absent_unexcused', 'special_duty', 'unmarked', 'exempt', 'temporary_elsewhere', 'temporary_guest_member', 'suspended'))
)
 STRICT;

CREATE INDEX ix_attendance_meeting_id ON attendance (meeting_id);

CREATE INDEX ix_attendance_person_id ON attendance (person_id);

CREATE TABLE speech (
	id TEXT NOT NULL,
	meeting_id TEXT NOT NULL,
	agenda_item_id TEXT,
	position INTEGER NOT NULL,
	person_id TEXT,
	guest_id TEXT,
	kind TEXT NOT NULL,
	content TEXT NOT NULL,
	CONSTRAINT pk_speech PRIMARY KEY (id),
	CONSTRAINT fk_speech_meeting_id FOREIGN KEY(meeting_id) REFERENCES meeting (id) DEFERRABLE INITIALLY DEFERRED,
	CONSTRAINT fk_speech_agenda_item_id FOREIGN KEY(agenda_item_id) REFERENCES agenda_item (id) DEFERRABLE INITIALLY DEFERRED,
	CONSTRAINT fk_speech_person_id FOREIGN KEY(person_id) REFERENCES person (id) DEFERRABLE INITIALLY DEFERRED,
	CONSTRAINT fk_speech_guest_id FOREIGN KEY(guest_id) REFERENCES guest (id) DEFERRABLE INITIALLY DEFERRED,
	CONSTRAINT ck_speech_speechkind CHECK (kind IN ('opinion', 'self_criticism', 'criticism', 'question', 'petition', 'reply'))
)
 STRICT;

CREATE INDEX ix_speech_agenda_item_id ON speech (agenda_item_id);

CREATE INDEX ix_speech_guest_id ON speech (guest_id);

CREATE INDEX ix_speech_meeting_id ON speech (meeting_id);

CREATE INDEX ix_speech_person_id ON speech (person_id);

CREATE TABLE meeting_note (
	id TEXT NOT NULL,
	meeting_id TEXT NOT NULL,
	kind TEXT NOT NULL,
	position INTEGER NOT NULL,
	person_id TEXT,
	content TEXT NOT NULL,
	answer TEXT NOT NULL,
	CONSTRAINT pk_meeting_note PRIMARY KEY (id),
	CONSTRAINT fk_meeting_note_meeting_id FOREIGN KEY(meeting_id) REFERENCES meeting (id) DEFERRABLE INITIALLY DEFERRED,
	CONSTRAINT ck_meeting_note_notekind CHECK (kind IN ('praise', 'reminder', 'petition')),
	CONSTRAINT fk_meeting_note_person_id FOREIGN KEY(person_id) REFERENCES person (id) DEFERRABLE INITIALLY DEFERRED
)
 STRICT;

CREATE INDEX ix_meeting_note_meeting_id ON meeting_note (meeting_id);

CREATE INDEX ix_meeting_note_person_id ON meeting_note (person_id);

CREATE TABLE task (
	id TEXT NOT NULL,
	cell_id TEXT NOT NULL,
	meeting_id TEXT,
	agenda_item_id TEXT,
	position INTEGER NOT NULL,
	work TEXT NOT NULL,
	owner_id TEXT NOT NULL,
	method TEXT NOT NULL,
	due_on TEXT,
	due_text TEXT NOT NULL,
	expected_result TEXT NOT NULL,
	status TEXT NOT NULL,
	result_note TEXT NOT NULL,
	done_on TEXT,
	reviewed_in_id TEXT,
	rhythm TEXT,
	follows_id TEXT,
	CONSTRAINT pk_task PRIMARY KEY (id),
	CONSTRAINT fk_task_cell_id FOREIGN KEY(cell_id) REFERENCES cell (id) DEFERRABLE INITIALLY DEFERRED,
	CONSTRAINT fk_task_meeting_id FOREIGN KEY(meeting_id) REFERENCES meeting (id) DEFERRABLE INITIALLY DEFERRED,
	CONSTRAINT fk_task_agenda_item_id FOREIGN KEY(agenda_item_id) REFERENCES agenda_item (id) DEFERRABLE INITIALLY DEFERRED,
	CONSTRAINT fk_task_owner_id FOREIGN KEY(owner_id) REFERENCES person (id) DEFERRABLE INITIALLY DEFERRED,
	CONSTRAINT ck_task_taskstatus CHECK (status IN ('new', 'in_progress', 'done', 'dropped', 'standing')),
	CONSTRAINT fk_task_reviewed_in_id FOREIGN KEY(reviewed_in_id) REFERENCES meeting (id) DEFERRABLE INITIALLY DEFERRED,
	CONSTRAINT ck_task_taskrhythm CHECK (rhythm IN ('monthly', 'quarterly', 'yearly')),
	CONSTRAINT fk_task_follows_id FOREIGN KEY(follows_id) REFERENCES task (id) DEFERRABLE INITIALLY DEFERRED
)
 STRICT;

CREATE INDEX ix_task_agenda_item_id ON task (agenda_item_id);

CREATE INDEX ix_task_cell_id ON task (cell_id);

CREATE INDEX ix_task_follows_id ON task (follows_id);

CREATE INDEX ix_task_meeting_id ON task (meeting_id);

CREATE INDEX ix_task_owner_id ON task (owner_id);

CREATE INDEX ix_task_reviewed_in_id ON task (reviewed_in_id);

CREATE TABLE task_review (
	id TEXT NOT NULL,
	task_id TEXT NOT NULL,
	meeting_id TEXT NOT NULL,
	status TEXT NOT NULL,
	result_note TEXT NOT NULL,
	done_on TEXT,
	CONSTRAINT pk_task_review PRIMARY KEY (id),
	CONSTRAINT uq_task_review_task_id_meeting_id UNIQUE (task_id, meeting_id),
	CONSTRAINT fk_task_review_task_id FOREIGN KEY(task_id) REFERENCES task (id) DEFERRABLE INITIALLY DEFERRED,
	CONSTRAINT fk_task_review_meeting_id FOREIGN KEY(meeting_id) REFERENCES meeting (id) DEFERRABLE INITIALLY DEFERRED,
	CONSTRAINT ck_task_review_taskstatus CHECK (status IN ('new', 'in_progress', 'done', 'dropped', 'standing'))
)
 STRICT;

CREATE INDEX ix_task_review_meeting_id ON task_review (meeting_id);

CREATE INDEX ix_task_review_task_id ON task_review (task_id);

CREATE TABLE quality_point (
	id TEXT NOT NULL,
	meeting_id TEXT NOT NULL,
	criterion TEXT NOT NULL,
	points TEXT NOT NULL,
	note TEXT NOT NULL,
	CONSTRAINT pk_quality_point PRIMARY KEY (id),
	CONSTRAINT fk_quality_point_meeting_id FOREIGN KEY(meeting_id) REFERENCES meeting (id) DEFERRABLE INITIALLY DEFERRED
)
 STRICT;

CREATE INDEX ix_quality_point_meeting_id ON quality_point (meeting_id);

CREATE TABLE minutes_correction (
	id TEXT NOT NULL,
	meeting_id TEXT NOT NULL,
	made_on TEXT NOT NULL,
	content TEXT NOT NULL,
	signed_by TEXT NOT NULL,
	CONSTRAINT pk_minutes_correction PRIMARY KEY (id),
	CONSTRAINT fk_minutes_correction_meeting_id FOREIGN KEY(meeting_id) REFERENCES meeting (id) DEFERRABLE INITIALLY DEFERRED
)
 STRICT;

CREATE INDEX ix_minutes_correction_meeting_id ON minutes_correction (meeting_id);

CREATE TABLE pledge (
	id TEXT NOT NULL,
	cell_id TEXT NOT NULL,
	person_id TEXT NOT NULL,
	year INTEGER NOT NULL,
	kind TEXT NOT NULL,
	exemplary_level TEXT NOT NULL,
	legal_bases TEXT NOT NULL,
	previous_result TEXT NOT NULL,
	measures TEXT NOT NULL,
	target_rating TEXT NOT NULL,
	handed_in_on TEXT,
	confirmed_on TEXT,
	confirmed_in_id TEXT,
	comment TEXT NOT NULL,
	CONSTRAINT pk_pledge PRIMARY KEY (id),
	CONSTRAINT fk_pledge_cell_id FOREIGN KEY(cell_id) REFERENCES cell (id) DEFERRABLE INITIALLY DEFERRED,
	CONSTRAINT fk_pledge_person_id FOREIGN KEY(person_id) REFERENCES person (id) DEFERRABLE INITIALLY DEFERRED,
	CONSTRAINT ck_pledge_pledgekind CHECK (kind IN ('no_degradation', 'annual_cultivation', 'topic_pledge')),
	CONSTRAINT ck_pledge_exemplarylevel CHECK (exemplary_level IN ('head', 'leader', 'member')),
	CONSTRAINT fk_pledge_confirmed_in_id FOREIGN KEY(confirmed_in_id) REFERENCES meeting (id) DEFERRABLE INITIALLY DEFERRED
)
 STRICT;

CREATE INDEX ix_pledge_cell_id ON pledge (cell_id);

CREATE INDEX ix_pledge_confirmed_in_id ON pledge (confirmed_in_id);

CREATE INDEX ix_pledge_person_id ON pledge (person_id);

CREATE TABLE pledge_item (
	id TEXT NOT NULL,
	pledge_id TEXT NOT NULL,
	position INTEGER NOT NULL,
	"group" TEXT NOT NULL,
	content TEXT NOT NULL,
	measure_kind TEXT NOT NULL,
	target TEXT NOT NULL,
	unit TEXT NOT NULL,
	due_on TEXT,
	evidence TEXT NOT NULL,
	linked_duty TEXT NOT NULL,
	self_result TEXT,
	self_note TEXT NOT NULL,
	cell_result TEXT,
	cell_note TEXT NOT NULL,
	CONSTRAINT pk_pledge_item PRIMARY KEY (id),
	CONSTRAINT fk_pledge_item_pledge_id FOREIGN KEY(pledge_id) REFERENCES pledge (id) DEFERRABLE INITIALLY DEFERRED,
	CONSTRAINT ck_pledge_item_pledgegroup CHECK ("group" IN ('ideology', 'morality_lifestyle', 'organisation_discipline', 'working_style', 'duty', 'exemplary_role', 'hcm_study', 'remedy')),
	CONSTRAINT ck_pledge_item_measurekind CHECK (measure_kind IN ('number', 'percent', 'yes_no', 'date', 'text')),
	CONSTRAINT ck_pledge_item_self_result CHECK (self_result IN ('met', 'partly_met', 'not_met')),
	CONSTRAINT ck_pledge_item_cell_result CHECK (cell_result IN ('met', 'partly_met', 'not_met'))
)
 STRICT;

CREATE INDEX ix_pledge_item_pledge_id ON pledge_item (pledge_id);

CREATE TABLE pledge_link (
	id TEXT NOT NULL,
	pledge_id TEXT NOT NULL,
	pledge_item_id TEXT,
	catalogue TEXT NOT NULL,
	code TEXT NOT NULL,
	CONSTRAINT pk_pledge_link PRIMARY KEY (id),
	CONSTRAINT fk_pledge_link_pledge_id FOREIGN KEY(pledge_id) REFERENCES pledge (id) DEFERRABLE INITIALLY DEFERRED,
	CONSTRAINT fk_pledge_link_pledge_item_id FOREIGN KEY(pledge_item_id) REFERENCES pledge_item (id) DEFERRABLE INITIALLY DEFERRED
)
 STRICT;

CREATE INDEX ix_pledge_link_pledge_id ON pledge_link (pledge_id);

CREATE INDEX ix_pledge_link_pledge_item_id ON pledge_link (pledge_item_id);

CREATE TABLE pledge_check (
	id TEXT NOT NULL,
	pledge_item_id TEXT NOT NULL,
	checked_on TEXT NOT NULL,
	meeting_id TEXT,
	note TEXT NOT NULL,
	CONSTRAINT pk_pledge_check PRIMARY KEY (id),
	CONSTRAINT fk_pledge_check_pledge_item_id FOREIGN KEY(pledge_item_id) REFERENCES pledge_item (id) DEFERRABLE INITIALLY DEFERRED,
	CONSTRAINT fk_pledge_check_meeting_id FOREIGN KEY(meeting_id) REFERENCES meeting (id) DEFERRABLE INITIALLY DEFERRED
)
 STRICT;

CREATE INDEX ix_pledge_check_meeting_id ON pledge_check (meeting_id);

CREATE INDEX ix_pledge_check_pledge_item_id ON pledge_check (pledge_item_id);

CREATE TABLE pledge_template (
	id TEXT NOT NULL,
	name TEXT NOT NULL,
	issuer TEXT NOT NULL,
	valid_from TEXT NOT NULL,
	valid_to TEXT,
	legal_bases TEXT NOT NULL,
	items TEXT NOT NULL,
	CONSTRAINT pk_pledge_template PRIMARY KEY (id)
)
 STRICT;

CREATE TABLE self_check (
	id TEXT NOT NULL,
	cell_id TEXT NOT NULL,
	person_id TEXT NOT NULL,
	year INTEGER NOT NULL,
	made_on TEXT NOT NULL,
	note TEXT NOT NULL,
	CONSTRAINT pk_self_check PRIMARY KEY (id),
	CONSTRAINT fk_self_check_cell_id FOREIGN KEY(cell_id) REFERENCES cell (id) DEFERRABLE INITIALLY DEFERRED,
	CONSTRAINT fk_self_check_person_id FOREIGN KEY(person_id) REFERENCES person (id) DEFERRABLE INITIALLY DEFERRED
)
 STRICT;

CREATE INDEX ix_self_check_cell_id ON self_check (cell_id);

CREATE INDEX ix_self_check_person_id ON self_check (person_id);

CREATE TABLE self_check_mark (
	id TEXT NOT NULL,
	self_check_id TEXT NOT NULL,
	code TEXT NOT NULL,
	mark TEXT NOT NULL,
	note TEXT NOT NULL,
	CONSTRAINT pk_self_check_mark PRIMARY KEY (id),
	CONSTRAINT fk_self_check_mark_self_check_id FOREIGN KEY(self_check_id) REFERENCES self_check (id) DEFERRABLE INITIALLY DEFERRED,
	CONSTRAINT ck_self_check_mark_signmark CHECK (mark IN ('none', 'sign', 'corrected'))
)
 STRICT;

CREATE INDEX ix_self_check_mark_self_check_id ON self_check_mark (self_check_id);

CREATE TABLE theme_plan (
	id TEXT NOT NULL,
	cell_id TEXT NOT NULL,
	year INTEGER NOT NULL,
	month INTEGER,
	title TEXT NOT NULL,
	purpose TEXT NOT NULL,
	author_id TEXT,
	approved_on TEXT,
	meeting_id TEXT,
	note TEXT NOT NULL,
	CONSTRAINT pk_theme_plan PRIMARY KEY (id),
	CONSTRAINT fk_theme_plan_cell_id FOREIGN KEY(cell_id) REFERENCES cell (id) DEFERRABLE INITIALLY DEFERRED,
	CONSTRAINT fk_theme_plan_author_id FOREIGN KEY(author_id) REFERENCES person (id) DEFERRABLE INITIALLY DEFERRED,
	CONSTRAINT fk_theme_plan_meeting_id FOREIGN KEY(meeting_id) REFERENCES meeting (id) DEFERRABLE INITIALLY DEFERRED
)
 STRICT;

CREATE INDEX ix_theme_plan_author_id ON theme_plan (author_id);

CREATE INDEX ix_theme_plan_cell_id ON theme_plan (cell_id);

CREATE INDEX ix_theme_plan_meeting_id ON theme_plan (meeting_id);

CREATE TABLE action_plan (
	id TEXT NOT NULL,
	cell_id TEXT NOT NULL,
	kind TEXT NOT NULL,
	year INTEGER NOT NULL,
	title TEXT NOT NULL,
	based_on TEXT NOT NULL,
	aims TEXT NOT NULL,
	approved_in_id TEXT,
	approved_on TEXT,
	public_on TEXT,
	half_year_result TEXT NOT NULL,
	year_result TEXT NOT NULL,
	CONSTRAINT pk_action_plan PRIMARY KEY (id),
	CONSTRAINT fk_action_plan_cell_id FOREIGN KEY(cell_id) REFERENCES cell (id) DEFERRABLE INITIALLY DEFERRED,
	CONSTRAINT ck_action_plan_plankind CHECK (kind IN ('action', 'remedy')),
	CONSTRAINT fk_action_plan_approved_in_id FOREIGN KEY(approved_in_id) REFERENCES meeting (id) DEFERRABLE INITIALLY DEFERRED
)
 STRICT;

CREATE INDEX ix_action_plan_approved_in_id ON action_plan (approved_in_id);

CREATE INDEX ix_action_plan_cell_id ON action_plan (cell_id);

CREATE TABLE action_plan_item (
	id TEXT NOT NULL,
	plan_id TEXT NOT NULL,
	position INTEGER NOT NULL,
	content TEXT NOT NULL,
	cause TEXT NOT NULL,
	measure TEXT NOT NULL,
	lead_id TEXT,
	cooperating TEXT NOT NULL,
	product TEXT NOT NULL,
	indicator TEXT NOT NULL,
	target TEXT NOT NULL,
	due_on TEXT,
	result TEXT NOT NULL,
	done_percent INTEGER,
	CONSTRAINT pk_action_plan_item PRIMARY KEY (id),
	CONSTRAINT fk_action_plan_item_plan_id FOREIGN KEY(plan_id) REFERENCES action_plan (id) DEFERRABLE INITIALLY DEFERRED,
	CONSTRAINT fk_action_plan_item_lead_id FOREIGN KEY(lead_id) REFERENCES person (id) DEFERRABLE INITIALLY DEFERRED
)
 STRICT;

CREATE INDEX ix_action_plan_item_lead_id ON action_plan_item (lead_id);

CREATE INDEX ix_action_plan_item_plan_id ON action_plan_item (plan_id);

CREATE TABLE quality_rule_set (
	id TEXT NOT NULL,
	cell_id TEXT,
	name TEXT NOT NULL,
	valid_from TEXT NOT NULL,
	valid_to TEXT,
	source TEXT NOT NULL,
	CONSTRAINT pk_quality_rule_set PRIMARY KEY (id),
	CONSTRAINT fk_quality_rule_set_cell_id FOREIGN KEY(cell_id) REFERENCES cell (id) DEFERRABLE INITIALLY DEFERRED
)
 STRICT;

CREATE INDEX ix_quality_rule_set_cell_id ON quality_rule_set (cell_id);

CREATE TABLE quality_criterion (
	id TEXT NOT NULL,
	rule_set_id TEXT NOT NULL,
	position INTEGER NOT NULL,
	"key" TEXT NOT NULL,
	group_title TEXT NOT NULL,
	title TEXT NOT NULL,
	mode TEXT NOT NULL,
	points TEXT NOT NULL,
	options TEXT,
	fact TEXT NOT NULL,
	CONSTRAINT pk_quality_criterion PRIMARY KEY (id),
	CONSTRAINT fk_quality_criterion_rule_set_id FOREIGN KEY(rule_set_id) REFERENCES quality_rule_set (id) DEFERRABLE INITIALLY DEFERRED,
	CONSTRAINT ck_quality_criterion_scoringmode CHECK (mode IN ('yes_no', 'choice', 'points'))
)
 STRICT;

CREATE INDEX ix_quality_criterion_rule_set_id ON quality_criterion (rule_set_id);

CREATE TABLE review (
	id TEXT NOT NULL,
	cell_id TEXT NOT NULL,
	person_id TEXT,
	year INTEGER NOT NULL,
	form TEXT NOT NULL,
	not_rated_ground TEXT NOT NULL,
	sections TEXT NOT NULL,
	written_on TEXT,
	state_rating TEXT NOT NULL,
	self_rating TEXT,
	employer_comment TEXT NOT NULL,
	employer_rating TEXT NOT NULL,
	residence_remark TEXT NOT NULL,
	committee_comment TEXT NOT NULL,
	meeting_id TEXT,
	cell_rating TEXT,
	committee_rating TEXT,
	decision_no TEXT NOT NULL,
	decision_on TEXT,
	decision_issuer TEXT NOT NULL,
	announced_on TEXT,
	note TEXT NOT NULL,
	CONSTRAINT pk_review PRIMARY KEY (id),
	CONSTRAINT fk_review_cell_id FOREIGN KEY(cell_id) REFERENCES cell (id) DEFERRABLE INITIALLY DEFERRED,
	CONSTRAINT fk_review_person_id FOREIGN KEY(person_id) REFERENCES person (id) DEFERRABLE INITIALLY DEFERRED,
	CONSTRAINT ck_review_self_rating CHECK (self_rating IN ('excellent', 'good', 'completed', 'not_completed')),
	CONSTRAINT fk_review_meeting_id FOREIGN KEY(meeting_id) REFERENCES meeting (id) DEFERRABLE INITIALLY DEFERRED,
	CONSTRAINT ck_review_cell_rating CHECK (cell_rating IN ('excellent', 'good', 'completed', 'not_completed')),
	CONSTRAINT ck_review_committee_rating CHECK (committee_rating IN ('excellent', 'good', 'completed', 'not_completed'))
)
 STRICT;

CREATE INDEX ix_review_cell_id ON review (cell_id);

CREATE INDEX ix_review_meeting_id ON review (meeting_id);

CREATE INDEX ix_review_person_id ON review (person_id);

CREATE TABLE review_point (
	id TEXT NOT NULL,
	review_id TEXT NOT NULL,
	given_by TEXT NOT NULL,
	criterion TEXT NOT NULL,
	points TEXT NOT NULL,
	is_not_applicable INTEGER NOT NULL,
	note TEXT NOT NULL,
	CONSTRAINT pk_review_point PRIMARY KEY (id),
	CONSTRAINT fk_review_point_review_id FOREIGN KEY(review_id) REFERENCES review (id) DEFERRABLE INITIALLY DEFERRED,
	CONSTRAINT ck_review_point_scorer CHECK (given_by IN ('member', 'cell', 'committee'))
)
 STRICT;

CREATE INDEX ix_review_point_review_id ON review_point (review_id);

CREATE TABLE review_vote (
	id TEXT NOT NULL,
	review_id TEXT NOT NULL,
	meeting_id TEXT,
	round_no INTEGER NOT NULL,
	voted_on TEXT NOT NULL,
	base INTEGER NOT NULL,
	issued INTEGER,
	returned INTEGER,
	invalid INTEGER NOT NULL,
	counts TEXT NOT NULL,
	tally_team TEXT NOT NULL,
	note TEXT NOT NULL,
	CONSTRAINT pk_review_vote PRIMARY KEY (id),
	CONSTRAINT fk_review_vote_review_id FOREIGN KEY(review_id) REFERENCES review (id) DEFERRABLE INITIALLY DEFERRED,
	CONSTRAINT fk_review_vote_meeting_id FOREIGN KEY(meeting_id) REFERENCES meeting (id) DEFERRABLE INITIALLY DEFERRED
)
 STRICT;

CREATE INDEX ix_review_vote_meeting_id ON review_vote (meeting_id);

CREATE INDEX ix_review_vote_review_id ON review_vote (review_id);

CREATE TABLE commendation (
	id TEXT NOT NULL,
	cell_id TEXT NOT NULL,
	person_id TEXT,
	year INTEGER NOT NULL,
	kind TEXT NOT NULL,
	title TEXT NOT NULL,
	awarding_body TEXT NOT NULL,
	proposed_on TEXT,
	proposed_in_id TEXT,
	decision_no TEXT NOT NULL,
	decision_on TEXT,
	awarded_on TEXT,
	note TEXT NOT NULL,
	CONSTRAINT pk_commendation PRIMARY KEY (id),
	CONSTRAINT fk_commendation_cell_id FOREIGN KEY(cell_id) REFERENCES cell (id) DEFERRABLE INITIALLY DEFERRED,
	CONSTRAINT fk_commendation_person_id FOREIGN KEY(person_id) REFERENCES person (id) DEFERRABLE INITIALLY DEFERRED,
	CONSTRAINT ck_commendation_commendationkind CHECK (kind IN ('certificate', 'higher_certificate', 'title', 'praise')),
	CONSTRAINT fk_commendation_proposed_in_id FOREIGN KEY(proposed_in_id) REFERENCES meeting (id) DEFERRABLE INITIALLY DEFERRED
)
 STRICT;

CREATE INDEX ix_commendation_cell_id ON commendation (cell_id);

CREATE INDEX ix_commendation_person_id ON commendation (person_id);

CREATE INDEX ix_commendation_proposed_in_id ON commendation (proposed_in_id);

CREATE TABLE assignment (
	id TEXT NOT NULL,
	cell_id TEXT NOT NULL,
	person_id TEXT NOT NULL,
	year INTEGER NOT NULL,
	kind TEXT NOT NULL,
	content TEXT NOT NULL,
	area TEXT NOT NULL,
	method TEXT NOT NULL,
	starts_on TEXT,
	due_on TEXT,
	expected_result TEXT NOT NULL,
	assigned_in_id TEXT,
	helped_person_id TEXT,
	progress TEXT NOT NULL,
	result TEXT,
	confirmed_in_id TEXT,
	ended_on TEXT,
	CONSTRAINT pk_assignment PRIMARY KEY (id),
	CONSTRAINT fk_assignment_cell_id FOREIGN KEY(cell_id) REFERENCES cell (id) DEFERRABLE INITIALLY DEFERRED,
	CONSTRAINT fk_assignment_person_id FOREIGN KEY(person_id) REFERENCES person (id) DEFERRABLE INITIALLY DEFERRED,
	CONSTRAINT ck_assignment_assignmentkind CHECK (kind IN ('standing', 'monthly', 'household_group', 'mentoring_probationary', 'mentoring_candidate', 'mass_organisation', 'post', 'ad_hoc')),
	CONSTRAINT fk_assignment_assigned_in_id FOREIGN KEY(assigned_in_id) REFERENCES meeting (id) DEFERRABLE INITIALLY DEFERRED,
	CONSTRAINT fk_assignment_helped_person_id FOREIGN KEY(helped_person_id) REFERENCES person (id) DEFERRABLE INITIALLY DEFERRED,
	CONSTRAINT ck_assignment_assignmentresult CHECK (result IN ('done_well', 'done', 'partly', 'not_done')),
	CONSTRAINT fk_assignment_confirmed_in_id FOREIGN KEY(confirmed_in_id) REFERENCES meeting (id) DEFERRABLE INITIALLY DEFERRED
)
 STRICT;

CREATE INDEX ix_assignment_assigned_in_id ON assignment (assigned_in_id);

CREATE INDEX ix_assignment_cell_id ON assignment (cell_id);

CREATE INDEX ix_assignment_confirmed_in_id ON assignment (confirmed_in_id);

CREATE INDEX ix_assignment_helped_person_id ON assignment (helped_person_id);

CREATE INDEX ix_assignment_person_id ON assignment (person_id);

CREATE TABLE inspection (
	id TEXT NOT NULL,
	cell_id TEXT NOT NULL,
	kind TEXT NOT NULL,
	year INTEGER NOT NULL,
	person_id TEXT,
	subject TEXT NOT NULL,
	content TEXT NOT NULL,
	period_from TEXT,
	period_to TEXT,
	planned_on TEXT,
	team TEXT NOT NULL,
	leader_id TEXT,
	clerk_id TEXT,
	meeting_id TEXT,
	strengths TEXT NOT NULL,
	weaknesses TEXT NOT NULL,
	requirements TEXT NOT NULL,
	follow_up_on TEXT,
	closed_on TEXT,
	CONSTRAINT pk_inspection PRIMARY KEY (id),
	CONSTRAINT fk_inspection_cell_id FOREIGN KEY(cell_id) REFERENCES cell (id) DEFERRABLE INITIALLY DEFERRED,
	CONSTRAINT ck_inspection_inspectionkind CHECK (kind IN ('thematic_inspection', 'thematic_supervision', 'regular_supervision', 'signs_of_violation', 'denunciation')),
	CONSTRAINT fk_inspection_person_id FOREIGN KEY(person_id) REFERENCES person (id) DEFERRABLE INITIALLY DEFERRED,
	CONSTRAINT fk_inspection_leader_id FOREIGN KEY(leader_id) REFERENCES person (id) DEFERRABLE INITIALLY DEFERRED,
	CONSTRAINT fk_inspection_clerk_id FOREIGN KEY(clerk_id) REFERENCES person (id) DEFERRABLE INITIALLY DEFERRED,
	CONSTRAINT fk_inspection_meeting_id FOREIGN KEY(meeting_id) REFERENCES meeting (id) DEFERRABLE INITIALLY DEFERRED
)
 STRICT;

CREATE INDEX ix_inspection_cell_id ON inspection (cell_id);

CREATE INDEX ix_inspection_clerk_id ON inspection (clerk_id);

CREATE INDEX ix_inspection_leader_id ON inspection (leader_id);

CREATE INDEX ix_inspection_meeting_id ON inspection (meeting_id);

CREATE INDEX ix_inspection_person_id ON inspection (person_id);

CREATE TABLE inspection_paper (
	id TEXT NOT NULL,
	inspection_id TEXT NOT NULL,
	code TEXT NOT NULL,
	made_on TEXT,
	signed_by TEXT NOT NULL,
	note TEXT NOT NULL,
	CONSTRAINT pk_inspection_paper PRIMARY KEY (id),
	CONSTRAINT fk_inspection_paper_inspection_id FOREIGN KEY(inspection_id) REFERENCES inspection (id) DEFERRABLE INITIALLY DEFERRED
)
 STRICT;

CREATE INDEX ix_inspection_paper_inspection_id ON inspection_paper (inspection_id);

CREATE TABLE dues_basis (
	id TEXT NOT NULL,
	cell_id TEXT NOT NULL,
	person_id TEXT NOT NULL,
	from_month TEXT NOT NULL,
	category TEXT NOT NULL,
	income INTEGER,
	other_income INTEGER,
	wage_region TEXT NOT NULL,
	fixed_amount INTEGER,
	note TEXT NOT NULL,
	CONSTRAINT pk_dues_basis PRIMARY KEY (id),
	CONSTRAINT fk_dues_basis_cell_id FOREIGN KEY(cell_id) REFERENCES cell (id) DEFERRABLE INITIALLY DEFERRED,
	CONSTRAINT fk_dues_basis_person_id FOREIGN KEY(person_id) REFERENCES person (id) DEFERRABLE INITIALLY DEFERRED
)
 STRICT;

CREATE INDEX ix_dues_basis_cell_id ON dues_basis (cell_id);

CREATE INDEX ix_dues_basis_person_id ON dues_basis (person_id);

CREATE TABLE dues_relief (
	id TEXT NOT NULL,
	cell_id TEXT NOT NULL,
	person_id TEXT NOT NULL,
	kind TEXT NOT NULL,
	ground TEXT NOT NULL,
	percent INTEGER NOT NULL,
	from_month TEXT NOT NULL,
	to_month TEXT,
	applied_on TEXT,
	resolved_on TEXT,
	meeting_id TEXT,
	decision_no TEXT NOT NULL,
	decision_on TEXT,
	decision_issuer TEXT NOT NULL,
	note TEXT NOT NULL,
	CONSTRAINT pk_dues_relief PRIMARY KEY (id),
	CONSTRAINT fk_dues_relief_cell_id FOREIGN KEY(cell_id) REFERENCES cell (id) DEFERRABLE INITIALLY DEFERRED,
	CONSTRAINT fk_dues_relief_person_id FOREIGN KEY(person_id) REFERENCES person (id) DEFERRABLE INITIALLY DEFERRED,
	CONSTRAINT ck_dues_relief_duesreliefkind CHECK (kind IN ('exempt', 'reduced', 'deferred')),
	CONSTRAINT fk_dues_relief_meeting_id FOREIGN KEY(meeting_id) REFERENCES meeting (id) DEFERRABLE INITIALLY DEFERRED
)
 STRICT;

CREATE INDEX ix_dues_relief_cell_id ON dues_relief (cell_id);

CREATE INDEX ix_dues_relief_meeting_id ON dues_relief (meeting_id);

CREATE INDEX ix_dues_relief_person_id ON dues_relief (person_id);

CREATE TABLE dues_month (
	id TEXT NOT NULL,
	cell_id TEXT NOT NULL,
	month TEXT NOT NULL,
	closed_on TEXT,
	closed_by TEXT NOT NULL,
	member_count INTEGER NOT NULL,
	exempt_count INTEGER NOT NULL,
	kept INTEGER NOT NULL,
	due_upward INTEGER NOT NULL,
	keeps_percent INTEGER NOT NULL,
	split_source TEXT NOT NULL,
	note TEXT NOT NULL,
	CONSTRAINT pk_dues_month PRIMARY KEY (id),
	CONSTRAINT uq_dues_month_cell_id_month UNIQUE (cell_id, month),
	CONSTRAINT fk_dues_month_cell_id FOREIGN KEY(cell_id) REFERENCES cell (id) DEFERRABLE INITIALLY DEFERRED
)
 STRICT;

CREATE INDEX ix_dues_month_cell_id ON dues_month (cell_id);

CREATE TABLE dues_charge (
	id TEXT NOT NULL,
	dues_month_id TEXT NOT NULL,
	person_id TEXT NOT NULL,
	position INTEGER NOT NULL,
	is_guest INTEGER NOT NULL,
	category TEXT NOT NULL,
	income INTEGER,
	rate TEXT NOT NULL,
	relief TEXT NOT NULL,
	relief_percent INTEGER NOT NULL,
	is_exempt INTEGER NOT NULL,
	is_deferred INTEGER NOT NULL,
	carried INTEGER NOT NULL,
	due INTEGER NOT NULL,
	correction INTEGER NOT NULL,
	paid INTEGER NOT NULL,
	extra INTEGER NOT NULL,
	source TEXT NOT NULL,
	CONSTRAINT pk_dues_charge PRIMARY KEY (id),
	CONSTRAINT fk_dues_charge_dues_month_id FOREIGN KEY(dues_month_id) REFERENCES dues_month (id) DEFERRABLE INITIALLY DEFERRED,
	CONSTRAINT fk_dues_charge_person_id FOREIGN KEY(person_id) REFERENCES person (id) DEFERRABLE INITIALLY DEFERRED
)
 STRICT;

CREATE INDEX ix_dues_charge_dues_month_id ON dues_charge (dues_month_id);

CREATE INDEX ix_dues_charge_person_id ON dues_charge (person_id);

CREATE TABLE dues_payment (
	id TEXT NOT NULL,
	cell_id TEXT NOT NULL,
	person_id TEXT NOT NULL,
	month TEXT NOT NULL,
	paid_on TEXT NOT NULL,
	amount INTEGER NOT NULL,
	extra INTEGER NOT NULL,
	channel TEXT NOT NULL,
	receipt_no TEXT NOT NULL,
	received_by TEXT NOT NULL,
	note TEXT NOT NULL,
	CONSTRAINT pk_dues_payment PRIMARY KEY (id),
	CONSTRAINT fk_dues_payment_cell_id FOREIGN KEY(cell_id) REFERENCES cell (id) DEFERRABLE INITIALLY DEFERRED,
	CONSTRAINT fk_dues_payment_person_id FOREIGN KEY(person_id) REFERENCES person (id) DEFERRABLE INITIALLY DEFERRED,
	CONSTRAINT ck_dues_payment_dueschannel CHECK (channel IN ('cash', 'portal', 'bank'))
)
 STRICT;

CREATE INDEX ix_dues_payment_cell_id ON dues_payment (cell_id);

CREATE INDEX ix_dues_payment_person_id ON dues_payment (person_id);

CREATE TABLE dues_correction (
	id TEXT NOT NULL,
	cell_id TEXT NOT NULL,
	person_id TEXT NOT NULL,
	month TEXT NOT NULL,
	amount INTEGER NOT NULL,
	reason TEXT NOT NULL,
	CONSTRAINT pk_dues_correction PRIMARY KEY (id),
	CONSTRAINT fk_dues_correction_cell_id FOREIGN KEY(cell_id) REFERENCES cell (id) DEFERRABLE INITIALLY DEFERRED,
	CONSTRAINT fk_dues_correction_person_id FOREIGN KEY(person_id) REFERENCES person (id) DEFERRABLE INITIALLY DEFERRED
)
 STRICT;

CREATE INDEX ix_dues_correction_cell_id ON dues_correction (cell_id);

CREATE INDEX ix_dues_correction_person_id ON dues_correction (person_id);

CREATE TABLE dues_excuse (
	id TEXT NOT NULL,
	cell_id TEXT NOT NULL,
	person_id TEXT NOT NULL,
	month TEXT NOT NULL,
	reason TEXT NOT NULL,
	accepted_on TEXT NOT NULL,
	meeting_id TEXT,
	CONSTRAINT pk_dues_excuse PRIMARY KEY (id),
	CONSTRAINT fk_dues_excuse_cell_id FOREIGN KEY(cell_id) REFERENCES cell (id) DEFERRABLE INITIALLY DEFERRED,
	CONSTRAINT fk_dues_excuse_person_id FOREIGN KEY(person_id) REFERENCES person (id) DEFERRABLE INITIALLY DEFERRED,
	CONSTRAINT fk_dues_excuse_meeting_id FOREIGN KEY(meeting_id) REFERENCES meeting (id) DEFERRABLE INITIALLY DEFERRED
)
 STRICT;

CREATE INDEX ix_dues_excuse_cell_id ON dues_excuse (cell_id);

CREATE INDEX ix_dues_excuse_meeting_id ON dues_excuse (meeting_id);

CREATE INDEX ix_dues_excuse_person_id ON dues_excuse (person_id);

CREATE TABLE dues_remittance (
	id TEXT NOT NULL,
	cell_id TEXT NOT NULL,
	month TEXT NOT NULL,
	paid_on TEXT NOT NULL,
	amount INTEGER NOT NULL,
	channel TEXT NOT NULL,
	receipt_no TEXT NOT NULL,
	paid_by TEXT NOT NULL,
	received_by TEXT NOT NULL,
	note TEXT NOT NULL,
	CONSTRAINT pk_dues_remittance PRIMARY KEY (id),
	CONSTRAINT fk_dues_remittance_cell_id FOREIGN KEY(cell_id) REFERENCES cell (id) DEFERRABLE INITIALLY DEFERRED,
	CONSTRAINT ck_dues_remittance_dueschannel CHECK (channel IN ('cash', 'portal', 'bank'))
)
 STRICT;

CREATE INDEX ix_dues_remittance_cell_id ON dues_remittance (cell_id);

CREATE TABLE explanation (
	id TEXT NOT NULL,
	subject_table TEXT NOT NULL,
	subject_id TEXT NOT NULL,
	code TEXT NOT NULL,
	content TEXT NOT NULL,
	given_on TEXT NOT NULL,
	CONSTRAINT pk_explanation PRIMARY KEY (id)
)
 STRICT;

CREATE TABLE issued_document (
	id TEXT NOT NULL,
	cell_id TEXT NOT NULL,
	term_id TEXT,
	type TEXT NOT NULL,
	number INTEGER NOT NULL,
	symbol TEXT NOT NULL,
	issued_on TEXT NOT NULL,
	subject TEXT NOT NULL,
	catalogue_id TEXT NOT NULL,
	signer TEXT NOT NULL,
	meeting_id TEXT,
	case_id TEXT,
	person_id TEXT,
	revoked_on TEXT,
	revocation_reason TEXT NOT NULL,
	CONSTRAINT pk_issued_document PRIMARY KEY (id),
	CONSTRAINT fk_issued_document_cell_id FOREIGN KEY(cell_id) REFERENCES cell (id) DEFERRABLE INITIALLY DEFERRED,
	CONSTRAINT fk_issued_document_term_id FOREIGN KEY(term_id) REFERENCES cell_term (id) DEFERRABLE INITIALLY DEFERRED,
	CONSTRAINT ck_issued_document_documenttype CHECK (type IN ('NQ', 'QĐ', 'KL', 'QC', 'TB', 'BC', 'KH', 'CTr', 'ĐA', 'TTr', 'CV', 'BB', 'GM')),
	CONSTRAINT fk_issued_document_meeting_id FOREIGN KEY(meeting_id) REFERENCES meeting (id) DEFERRABLE INITIALLY DEFERRED,
	CONSTRAINT fk_issued_document_case_id FOREIGN KEY(case_id) REFERENCES party_case (id) DEFERRABLE INITIALLY DEFERRED,
	CONSTRAINT fk_issued_document_person_id FOREIGN KEY(person_id) REFERENCES person (id) DEFERRABLE INITIALLY DEFERRED
)
 STRICT;

CREATE INDEX ix_issued_document_case_id ON issued_document (case_id);

CREATE INDEX ix_issued_document_cell_id ON issued_document (cell_id);

CREATE INDEX ix_issued_document_meeting_id ON issued_document (meeting_id);

CREATE INDEX ix_issued_document_person_id ON issued_document (person_id);

CREATE INDEX ix_issued_document_term_id ON issued_document (term_id);

CREATE TABLE written_document (
	id TEXT NOT NULL,
	cell_id TEXT NOT NULL,
	type TEXT NOT NULL,
	subject TEXT NOT NULL,
	template TEXT NOT NULL,
	written_on TEXT NOT NULL,
	addressee TEXT NOT NULL,
	recipients TEXT NOT NULL,
	signer_id TEXT,
	content TEXT NOT NULL,
	meeting_id TEXT,
	period_from TEXT,
	period_to TEXT,
	issued_id TEXT,
	CONSTRAINT pk_written_document PRIMARY KEY (id),
	CONSTRAINT fk_written_document_cell_id FOREIGN KEY(cell_id) REFERENCES cell (id) DEFERRABLE INITIALLY DEFERRED,
	CONSTRAINT ck_written_document_documenttype CHECK (type IN ('NQ', 'QĐ', 'KL', 'QC', 'TB', 'BC', 'KH', 'CTr', 'ĐA', 'TTr', 'CV', 'BB', 'GM')),
	CONSTRAINT fk_written_document_signer_id FOREIGN KEY(signer_id) REFERENCES person (id) DEFERRABLE INITIALLY DEFERRED,
	CONSTRAINT fk_written_document_meeting_id FOREIGN KEY(meeting_id) REFERENCES meeting (id) DEFERRABLE INITIALLY DEFERRED,
	CONSTRAINT fk_written_document_issued_id FOREIGN KEY(issued_id) REFERENCES issued_document (id) DEFERRABLE INITIALLY DEFERRED
)
 STRICT;

CREATE INDEX ix_written_document_cell_id ON written_document (cell_id);

CREATE INDEX ix_written_document_issued_id ON written_document (issued_id);

CREATE INDEX ix_written_document_meeting_id ON written_document (meeting_id);

CREATE INDEX ix_written_document_signer_id ON written_document (signer_id);

CREATE TABLE regulation (
	id TEXT NOT NULL,
	type TEXT NOT NULL,
	number TEXT NOT NULL,
	issuer TEXT NOT NULL,
	issued_on TEXT NOT NULL,
	title TEXT NOT NULL,
	valid_from TEXT,
	valid_to TEXT,
	note TEXT NOT NULL,
	CONSTRAINT pk_regulation PRIMARY KEY (id)
)
 STRICT;

CREATE TABLE rule_override (
	id TEXT NOT NULL,
	rule_table TEXT NOT NULL,
	rule_key TEXT NOT NULL,
	rule_values TEXT NOT NULL,
	valid_from TEXT NOT NULL,
	valid_to TEXT,
	source TEXT NOT NULL,
	CONSTRAINT pk_rule_override PRIMARY KEY (id)
)
 STRICT;

CREATE TABLE attachment (
	id TEXT NOT NULL,
	owner_table TEXT NOT NULL,
	owner_id TEXT NOT NULL,
	title TEXT NOT NULL,
	file_name TEXT NOT NULL,
	media_type TEXT NOT NULL,
	sha256 TEXT NOT NULL,
	size INTEGER NOT NULL,
	content BLOB NOT NULL,
	CONSTRAINT pk_attachment PRIMARY KEY (id)
)
 STRICT;

CREATE TABLE export_log (
	id TEXT NOT NULL,
	cell_id TEXT NOT NULL,
	sequence INTEGER NOT NULL,
	lineage TEXT NOT NULL,
	period TEXT NOT NULL,
	recipient TEXT NOT NULL,
	sha256 TEXT NOT NULL,
	file_name TEXT NOT NULL,
	exported_at TEXT NOT NULL,
	CONSTRAINT pk_export_log PRIMARY KEY (id),
	CONSTRAINT fk_export_log_cell_id FOREIGN KEY(cell_id) REFERENCES cell (id) DEFERRABLE INITIALLY DEFERRED
)
 STRICT;

CREATE INDEX ix_export_log_cell_id ON export_log (cell_id);

CREATE TABLE enrolment (
	id TEXT NOT NULL,
	cell_id TEXT NOT NULL,
	committee TEXT NOT NULL,
	committee_cell_id TEXT NOT NULL,
	code TEXT NOT NULL,
	recipient TEXT NOT NULL,
	fingerprint TEXT NOT NULL,
	received_on TEXT NOT NULL,
	CONSTRAINT pk_enrolment PRIMARY KEY (id),
	CONSTRAINT fk_enrolment_cell_id FOREIGN KEY(cell_id) REFERENCES cell (id) DEFERRABLE INITIALLY DEFERRED
)
 STRICT;

CREATE INDEX ix_enrolment_cell_id ON enrolment (cell_id);

CREATE TABLE book_meta (
	"key" TEXT NOT NULL,
	value TEXT NOT NULL,
	CONSTRAINT pk_book_meta PRIMARY KEY ("key")
)
 STRICT;

CREATE TABLE draft (
	form_key TEXT NOT NULL,
	content TEXT NOT NULL,
	saved_at TEXT NOT NULL,
	CONSTRAINT pk_draft PRIMARY KEY (form_key)
)
 STRICT;

CREATE TABLE change_log (
    id INTEGER PRIMARY KEY AUTOINCREMENT,
    tbl TEXT NOT NULL,
    row_id TEXT NOT NULL,
    op TEXT NOT NULL CONSTRAINT ck_change_log_op CHECK (op IN ('I', 'U', 'D', 'B')),
    diff TEXT NOT NULL
) STRICT;

CREATE INDEX ix_change_log_row_id ON change_log (row_id);

CREATE TABLE act (
    id INTEGER PRIMARY KEY,
    kind TEXT NOT NULL CONSTRAINT ck_act_kind CHECK (kind IN ('do', 'final', 'undo', 'redo', 'migrate')),
    label TEXT NOT NULL,
    at TEXT NOT NULL,
    who TEXT NOT NULL,
    format INTEGER NOT NULL,
    first_log INTEGER NOT NULL,
    last_log INTEGER NOT NULL,
    target INTEGER CONSTRAINT fk_act_target REFERENCES act (id),
    prev TEXT NOT NULL,
    hash TEXT NOT NULL
) STRICT;

CREATE TABLE kept_bytes (
    tbl TEXT NOT NULL,
    row_id TEXT NOT NULL,
    col TEXT NOT NULL,
    content BLOB NOT NULL,
    CONSTRAINT pk_kept_bytes PRIMARY KEY (tbl, row_id, col)
) STRICT;

CREATE TABLE search_row (
    rid INTEGER PRIMARY KEY,
    tbl TEXT NOT NULL,
    row_id TEXT NOT NULL,
    CONSTRAINT uq_search_row_row_id UNIQUE (row_id, tbl)
) STRICT;

CREATE VIRTUAL TABLE search_people USING fts5(content, content='', contentless_delete=1, prefix='2 3', tokenize="unicode61 remove_diacritics 2");

CREATE VIRTUAL TABLE search_minutes USING fts5(content, content='', contentless_delete=1, tokenize="unicode61 remove_diacritics 2");

CREATE TRIGGER sealed_change_log_u BEFORE UPDATE ON change_log
BEGIN SELECT RAISE(ABORT, 'the journal is append-only'); END;

CREATE TRIGGER sealed_change_log_d BEFORE DELETE ON change_log
BEGIN SELECT RAISE(ABORT, 'the journal is append-only'); END;

CREATE TRIGGER sealed_act_u BEFORE UPDATE ON act
BEGIN SELECT RAISE(ABORT, 'the journal is append-only'); END;

CREATE TRIGGER sealed_act_d BEFORE DELETE ON act
BEGIN SELECT RAISE(ABORT, 'the journal is append-only'); END;
