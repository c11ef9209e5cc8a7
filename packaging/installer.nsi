; Installer for one person, without administrator rights. Build it from the top of the project, on Windows or Linux:
;   makensis -INPUTCHARSET UTF8 -DVERSION=0.1.0 packaging/installer.nsi
; It packs dist/so-chi-bo, which must have been built on Windows.
Unicode true
!ifndef VERSION
  !define VERSION "0.0.0"
!endif
!ifndef SOURCE
  !define SOURCE "..\dist\so-chi-bo"
!endif
!define UNINSTALL_KEY "Software\Microsoft\Windows\CurrentVersion\Uninstall\SoChiBo"

!include "MUI2.nsh"

Name "Sổ Chi bộ"
OutFile "..\dist\so-chi-bo-${VERSION}-setup.exe"
InstallDir "$LOCALAPPDATA\Programs\SoChiBo"
InstallDirRegKey HKCU "Software\SoChiBo" "InstallDir"
RequestExecutionLevel user
SetCompressor /SOLID lzma
BrandingText "Sổ Chi bộ ${VERSION}"

!define MUI_ICON "..\resources\icons\app.ico"
!define MUI_UNICON "..\resources\icons\app.ico"
!define MUI_FINISHPAGE_RUN "$INSTDIR\so-chi-bo.exe"
!insertmacro MUI_PAGE_WELCOME
!insertmacro MUI_PAGE_LICENSE "..\LICENSE"
!insertmacro MUI_PAGE_DIRECTORY
!insertmacro MUI_PAGE_INSTFILES
!insertmacro MUI_PAGE_FINISH
!insertmacro MUI_UNPAGE_CONFIRM
!insertmacro MUI_UNPAGE_INSTFILES
!insertmacro MUI_LANGUAGE "Vietnamese"

VIAddVersionKey /LANG=${LANG_VIETNAMESE} "ProductName" "Sổ Chi bộ"
VIAddVersionKey /LANG=${LANG_VIETNAMESE} "FileDescription" "Cài đặt Sổ Chi bộ"
VIAddVersionKey /LANG=${LANG_VIETNAMESE} "FileVersion" "${VERSION}"
VIAddVersionKey /LANG=${LANG_VIETNAMESE} "LegalCopyright" "MIT"
VIProductVersion "${VERSION}.0"

Section "Install"
  SetOutPath "$INSTDIR"
  ; The folder of an earlier version is replaced whole; books never lie in it.
  RMDir /r "$INSTDIR\_internal"
  File /r "${SOURCE}\*"
  CreateShortCut "$SMPROGRAMS\Sổ Chi bộ.lnk" "$INSTDIR\so-chi-bo.exe"
  CreateShortCut "$DESKTOP\Sổ Chi bộ.lnk" "$INSTDIR\so-chi-bo.exe"
  WriteUninstaller "$INSTDIR\uninstall.exe"
  WriteRegStr HKCU "Software\SoChiBo" "InstallDir" "$INSTDIR"
  WriteRegStr HKCU "${UNINSTALL_KEY}" "DisplayName" "Sổ Chi bộ"
  WriteRegStr HKCU "${UNINSTALL_KEY}" "DisplayVersion" "${VERSION}"
  WriteRegStr HKCU "${UNINSTALL_KEY}" "DisplayIcon" "$INSTDIR\so-chi-bo.exe"
  WriteRegStr HKCU "${UNINSTALL_KEY}" "UninstallString" '"$INSTDIR\uninstall.exe"'
  WriteRegDWORD HKCU "${UNINSTALL_KEY}" "NoModify" 1
  WriteRegDWORD HKCU "${UNINSTALL_KEY}" "NoRepair" 1
SectionEnd

Section "Uninstall"
  ; Only what the installer laid down. Books, copies and settings stay where they are.
  RMDir /r "$INSTDIR\_internal"
  Delete "$INSTDIR\so-chi-bo.exe"
  Delete "$INSTDIR\chibo.exe"
  Delete "$INSTDIR\uninstall.exe"
  RMDir "$INSTDIR"
  Delete "$SMPROGRAMS\Sổ Chi bộ.lnk"
  Delete "$DESKTOP\Sổ Chi bộ.lnk"
  DeleteRegKey HKCU "${UNINSTALL_KEY}"
  DeleteRegKey HKCU "Software\SoChiBo"
SectionEnd
