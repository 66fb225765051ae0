/// The names under which tools put their own columns, folded to small letters and digits.
enum SystemColumnNames {
  static func meaning(of name: String, in source: ImportSource) -> SystemColumn? {
    let folded = HeaderText.folded(name)
    if let known = everywhere[folded] { return known }
    switch source {
    case .plain, .spss: return nil
    case .limeSurvey:
      if folded.hasPrefix("questiontime") || folded.hasPrefix("grouptime") || folded == "totaltime" {
        return .technical
      }
      return limeSurvey[folded]
    case .typeform: return name == "#" ? .responseID : tools[folded]
    case .qualtrics, .qualtricsLegacy, .surveyMonkey, .googleForms, .surveyGizmo, .formbricks, .delighted:
      return tools[folded]
    }
  }

  private static let everywhere: [String: SystemColumn] = [
    "responseid": .responseID, "respondentid": .responseID, "recordid": .responseID, "submissionid": .responseID,
    "startdate": .startedAt, "enddate": .submittedAt, "recordeddate": .submittedAt, "datesubmitted": .submittedAt,
    "submitdateutc": .submittedAt, "startdateutc": .startedAt, "submittedat": .submittedAt,
    "ipaddress": .whereabouts, "userlanguage": .language, "startlanguage": .language,
    "locationlatitude": .whereabouts, "locationlongitude": .whereabouts, "locationaccuracy": .whereabouts,
    "externaldatareference": .externalReference, "externalreference": .externalReference,
    "recipientemail": .email, "recipientlastname": .lastName, "recipientfirstname": .firstName,
  ]

  private static let tools: [String: SystemColumn] = [
    "responsesetid": .technical, "responseset": .technical, "status": .status, "finished": .status,
    "progress": .technical, "duration": .technical, "durationinseconds": .technical, "distributionchannel": .technical,
    "collectorid": .technical, "collector": .technical, "networkid": .whereabouts, "tags": .technical,
    "ending": .technical, "responsetype": .technical, "stagedateutc": .technical, "customdata1": .externalReference,
    "emailaddress": .email, "firstname": .firstName, "lastname": .lastName, "name": .lastName,
    "timestarted": .startedAt, "timestamp": .submittedAt, "tijdstempel": .submittedAt, "horodateur": .submittedAt,
    "zeitstempel": .submittedAt, "marcatemporal": .submittedAt, "responsetimestamp": .submittedAt, "no": .technical,
    "surveyid": .technical, "formbricksidinternal": .technical, "userid": .externalReference, "id": .responseID,
    "panelrecipientlastname": .lastName, "panelrecipientfirstname": .firstName, "panelrecipientemail": .email,
    "panelexternaldatareference": .externalReference,
  ]

  private static let limeSurvey: [String: SystemColumn] = [
    "id": .responseID, "submitdate": .submittedAt, "lastpage": .technical, "seed": .technical,
    "datestarted": .startedAt, "startdate": .startedAt, "datelastaction": .technical, "datestamp": .technical,
    "ipaddr": .whereabouts, "refurl": .whereabouts, "referrerurl": .whereabouts, "token": .externalReference,
    "accesscode": .externalReference, "emailaddress": .email, "firstname": .firstName, "lastname": .lastName,
    "antwoordid": .responseID, "datumverzonden": .submittedAt, "laatstepagina": .technical, "begintaal": .language,
    "datumgestart": .startedAt, "datumlaatsteactie": .technical,
  ]
}
