; The installer of Windows: for one person, without administrator. Called by `dev.py build windows` with
; VERSION, SOURCE (folder), TARGET (file), ICON, NEEDED (megabytes), and WIDE for a 64-bit installer.
;
; setup.exe /S                   silent; /D=C:\Some folder as the last word chooses the place
; Uninstall.exe /S               silent; cases always stay
; Exit codes: 0 done, 1 stopped by the person, 2 something failed, 3 not enough room, 4 the program is running.
;
; New files are unpacked beside the old ones and change places with them at the end: whatever fails before, the
; installed program stays as it was. Only files of the program are ever touched, so that cases beside it stay.

Unicode true
!ifdef WIDE
  Target amd64-unicode
!endif
!include MUI2.nsh
!include FileFunc.nsh
!include LogicLib.nsh

!define NAME "Hafenlotse"
!define PROGRAM "${NAME}.exe"
!define REMOVAL "Software\Microsoft\Windows\CurrentVersion\Uninstall\${NAME}"
!define CASES "$LOCALAPPDATA\${NAME}"

Name "${NAME}"
OutFile "${TARGET}"
InstallDir "$LOCALAPPDATA\Programs\${NAME}"
InstallDirRegKey HKCU "${REMOVAL}" "InstallLocation"
RequestExecutionLevel user
SetCompressor /SOLID lzma
ManifestDPIAware true
BrandingText "${NAME} ${VERSION}"
VIProductVersion "${VERSION}.0"
VIAddVersionKey /LANG=0 "ProductName" "${NAME}"
VIAddVersionKey /LANG=0 "ProductVersion" "${VERSION}"
VIAddVersionKey /LANG=0 "FileVersion" "${VERSION}"
VIAddVersionKey /LANG=0 "FileDescription" "${NAME} Setup"
VIAddVersionKey /LANG=0 "LegalCopyright" "${NAME}"

!define MUI_ICON "${ICON}"
!define MUI_UNICON "${ICON}"
!define MUI_FINISHPAGE_RUN "$INSTDIR\${PROGRAM}"
!insertmacro MUI_PAGE_DIRECTORY
!insertmacro MUI_PAGE_INSTFILES
!insertmacro MUI_PAGE_FINISH
!insertmacro MUI_UNPAGE_CONFIRM
!insertmacro MUI_UNPAGE_INSTFILES
!insertmacro MUI_LANGUAGE "German"
!insertmacro MUI_LANGUAGE "English"

LangString RUNNING ${LANG_GERMAN} "Hafenlotse ist noch geöffnet. Bitte das Fenster schließen und dann „Wiederholen“ wählen; bis dahin bleibt alles, wie es ist."
LangString RUNNING ${LANG_ENGLISH} "Hafenlotse is still open. Please close its window, then choose Retry; until then nothing is changed."
LangString NO_ROOM ${LANG_GERMAN} "Auf diesem Datenträger ist zu wenig Platz: Hafenlotse braucht ${NEEDED} MB. Es wurde nichts verändert. Bitte Platz schaffen oder einen anderen Ordner wählen."
LangString NO_ROOM ${LANG_ENGLISH} "There is not enough room on this disk: Hafenlotse needs ${NEEDED} MB. Nothing was changed. Please make room or choose another folder."
LangString NOT_WRITTEN ${LANG_GERMAN} "Die Dateien ließen sich nicht in diesen Ordner schreiben. Was vorher installiert war, ist noch da. Bitte Rechte und Platz prüfen und noch einmal beginnen."
LangString NOT_WRITTEN ${LANG_ENGLISH} "The files could not be written into this folder. What was installed before is still there. Please check rights and room and start again."
LangString ALSO_CASES ${LANG_GERMAN} "Sollen auch alle Fälle auf diesem Rechner gelöscht werden?$\r$\n$\r$\nSie liegen in ${CASES}. Sicherungen an anderen Orten bleiben."
LangString ALSO_CASES ${LANG_ENGLISH} "Should all cases on this computer be deleted as well?$\r$\n$\r$\nThey lie in ${CASES}. Backups in other places stay."
LangString REALLY ${LANG_GERMAN} "Wirklich? Gelöschte Fälle lassen sich nur aus einer Sicherung zurückholen."
LangString REALLY ${LANG_ENGLISH} "Really? Deleted cases can only be brought back from a backup."

!macro REFUSE_WHILE_RUNNING
  try_again:
  ${If} ${FileExists} "$INSTDIR\${PROGRAM}"
    ClearErrors
    FileOpen $0 "$INSTDIR\${PROGRAM}" a   ; Windows refuses that while the program runs
    ${If} ${Errors}
      MessageBox MB_RETRYCANCEL|MB_ICONEXCLAMATION "$(RUNNING)" /SD IDCANCEL IDRETRY try_again
      SetErrorLevel 4
      Quit
    ${EndIf}
    FileClose $0
  ${EndIf}
!macroend

Section
  !insertmacro REFUSE_WHILE_RUNNING
  SetOutPath "$INSTDIR"
  ${GetRoot} "$INSTDIR" $1
  ${DriveSpace} "$1\" "/D=F /S=M" $2
  ${If} $2 != ""
  ${AndIf} $2 < ${NEEDED}
    SetOutPath "$TEMP"
    RMDir "$INSTDIR"
    MessageBox MB_OK|MB_ICONEXCLAMATION "$(NO_ROOM)" /SD IDOK
    SetErrorLevel 3
    Quit
  ${EndIf}

  RMDir /r "$INSTDIR\neu"
  RMDir /r "$INSTDIR\alt"
  SetOutPath "$INSTDIR\neu"
  ClearErrors
  File /r "${SOURCE}/*.*"
  ${If} ${Errors}
    Call GiveUp
  ${EndIf}

  SetOutPath "$INSTDIR"
  CreateDirectory "$INSTDIR\alt"
  ${If} ${FileExists} "$INSTDIR\${PROGRAM}"
    ClearErrors
    Rename "$INSTDIR\_internal" "$INSTDIR\alt\_internal"
    ${If} ${Errors}
      Call GiveUp
    ${EndIf}
    Rename "$INSTDIR\${PROGRAM}" "$INSTDIR\alt\${PROGRAM}"
  ${EndIf}
  ClearErrors
  Rename "$INSTDIR\neu\_internal" "$INSTDIR\_internal"
  Rename "$INSTDIR\neu\${PROGRAM}" "$INSTDIR\${PROGRAM}"
  ${If} ${Errors}
    Rename "$INSTDIR\alt\_internal" "$INSTDIR\_internal"
    Rename "$INSTDIR\alt\${PROGRAM}" "$INSTDIR\${PROGRAM}"
    Call GiveUp
  ${EndIf}
  RMDir /r "$INSTDIR\neu"
  RMDir /r "$INSTDIR\alt"

  WriteUninstaller "$INSTDIR\Uninstall.exe"
  CreateShortcut "$SMPROGRAMS\${NAME}.lnk" "$INSTDIR\${PROGRAM}"
  WriteRegStr HKCU "${REMOVAL}" "DisplayName" "${NAME}"
  WriteRegStr HKCU "${REMOVAL}" "DisplayVersion" "${VERSION}"
  WriteRegStr HKCU "${REMOVAL}" "DisplayIcon" "$INSTDIR\${PROGRAM}"
  WriteRegStr HKCU "${REMOVAL}" "InstallLocation" "$INSTDIR"
  WriteRegStr HKCU "${REMOVAL}" "UninstallString" "$\"$INSTDIR\Uninstall.exe$\""
  WriteRegStr HKCU "${REMOVAL}" "QuietUninstallString" "$\"$INSTDIR\Uninstall.exe$\" /S"
  WriteRegDWORD HKCU "${REMOVAL}" "NoModify" 1
  WriteRegDWORD HKCU "${REMOVAL}" "NoRepair" 1
SectionEnd

Function GiveUp
  SetOutPath "$TEMP"
  RMDir /r "$INSTDIR\neu"
  RMDir "$INSTDIR\alt"
  RMDir "$INSTDIR"
  MessageBox MB_OK|MB_ICONSTOP "$(NOT_WRITTEN)" /SD IDOK
  SetErrorLevel 2
  Quit
FunctionEnd

Function .onInstFailed
  SetOutPath "$TEMP"
  RMDir /r "$INSTDIR\neu"
  RMDir "$INSTDIR"
FunctionEnd

Section "Uninstall"
  !insertmacro REFUSE_WHILE_RUNNING
  SetOutPath "$TEMP"
  RMDir /r "$INSTDIR\_internal"
  RMDir /r "$INSTDIR\neu"
  RMDir /r "$INSTDIR\alt"
  Delete "$INSTDIR\${PROGRAM}"
  Delete "$INSTDIR\Uninstall.exe"
  RMDir "$INSTDIR"   ; only if nothing of the person lies in it
  Delete "$SMPROGRAMS\${NAME}.lnk"
  DeleteRegKey HKCU "${REMOVAL}"
  ${If} ${FileExists} "${CASES}\*.*"
    MessageBox MB_YESNO|MB_ICONQUESTION|MB_DEFBUTTON2 "$(ALSO_CASES)" /SD IDNO IDNO stay
    MessageBox MB_YESNO|MB_ICONEXCLAMATION|MB_DEFBUTTON2 "$(REALLY)" /SD IDNO IDNO stay
    RMDir /r "${CASES}"
    stay:
  ${EndIf}
SectionEnd
